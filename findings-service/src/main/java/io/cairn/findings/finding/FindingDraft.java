package io.cairn.findings.finding;

import org.jspecify.annotations.Nullable;

/**
 * What a finding says, as its source has it now. A later sighting brings the words and the severity
 * up to date, the severity only while no person has set it.
 *
 * @param identity which finding it is
 * @param title one line for a person
 * @param description what it means
 * @param severity how bad
 * @param remediation what to do, where known
 */
public record FindingDraft(
    FindingIdentity identity,
    String title,
    String description,
    Severity severity,
    @Nullable String remediation) {}
