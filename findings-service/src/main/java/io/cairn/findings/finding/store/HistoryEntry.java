package io.cairn.findings.finding.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One change of a finding.
 *
 * @param changedAt when
 * @param changedBy ARN of the principal, or {@code cairn} where the suite did it by itself
 * @param field what changed: {@code finding} (made), {@code workflowStatus}, {@code recordState},
 *     {@code severity} or {@code note}
 * @param oldValue before
 * @param newValue after
 */
public record HistoryEntry(
    Instant changedAt,
    String changedBy,
    String field,
    @Nullable String oldValue,
    @Nullable String newValue) {}
