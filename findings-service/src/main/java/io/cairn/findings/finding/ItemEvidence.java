package io.cairn.findings.finding;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A version of a resource that a rule judged non-compliant.
 *
 * @param configurationStateId the version
 * @param configurationItemCaptureTime when the resource looked like that
 * @param evaluatedAt when the rule judged it
 * @param arn ARN of the resource, where known
 * @param resourceName name of the resource, where known
 * @param annotation why, for a person
 */
public record ItemEvidence(
    long configurationStateId,
    Instant configurationItemCaptureTime,
    Instant evaluatedAt,
    @Nullable String arn,
    @Nullable String resourceName,
    @Nullable String annotation) {}
