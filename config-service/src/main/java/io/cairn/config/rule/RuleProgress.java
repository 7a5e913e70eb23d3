package io.cairn.config.rule;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a rule has judged the items that were there before it.
 *
 * @param evaluated resources judged in this run
 * @param total resources of the rule's types when the run began
 * @param startedAt when the run began
 * @param finishedAt when it ended; absent while it goes on
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RuleProgress(
    long evaluated, long total, Instant startedAt, @Nullable Instant finishedAt) {}
