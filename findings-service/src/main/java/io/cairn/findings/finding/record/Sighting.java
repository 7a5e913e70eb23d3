package io.cairn.findings.finding.record;

import io.cairn.findings.finding.EventEvidence;
import io.cairn.findings.finding.FindingDraft;
import java.time.Instant;

/**
 * An event that a detection matched.
 *
 * @param finding the finding it belongs to
 * @param event the event
 * @param acceptedAt when the suite took the event in
 */
public record Sighting(FindingDraft finding, EventEvidence event, Instant acceptedAt) {}
