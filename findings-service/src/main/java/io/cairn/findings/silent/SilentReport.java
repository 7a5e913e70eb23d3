package io.cairn.findings.silent;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a silent detection matched.
 *
 * @param count how often, each event once
 * @param since when the count began; null while there is none
 * @param firstSeen event time of the first match
 * @param lastSeen event time of the latest match
 * @param items the latest matches, newest first, at most 50
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection
public record SilentReport(
    long count,
    @Nullable Instant since,
    @Nullable Instant firstSeen,
    @Nullable Instant lastSeen,
    List<SampleMatch> items) {
  static final SilentReport NOTHING = new SilentReport(0, null, null, null, List.of());
}
