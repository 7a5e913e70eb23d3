package io.cairn.config.discovery;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A discovery of an account.
 *
 * @param trigger {@code request}, {@code schedule}, {@code account added} or {@code account
 *     changed}
 * @param units the units one by one; left out of lists
 * @param failures what failed, unit by unit; left out of lists
 */
public record Job(
    UUID jobId,
    String accountId,
    String trigger,
    @Nullable String requestedBy,
    JobState state,
    @Nullable String error,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    Progress progress,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Unit> units,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Failed> failures) {

  /**
   * A list that failed, a part that failed on some resource of a complete list, or, without region
   * and type, what the whole job failed of.
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Failed(@Nullable String region, @Nullable String resourceType, String detail) {

    static Stream<Failed> of(Unit unit) {
      String error = unit.error();
      if (error != null && !unit.state().equals(UnitState.NOT_APPLICABLE)) {
        return Stream.of(new Failed(unit.region(), unit.resourceType(), error));
      }
      return error == null
          ? unit.failures().entrySet().stream()
              .map(
                  e ->
                      new Failed(
                          unit.region(), unit.resourceType(), e.getKey() + ": " + e.getValue()))
          : Stream.of();
    }
  }

  /**
   * The units summed up.
   *
   * @param failed units whose list did not come in whole
   * @param stale resources of which some part could not be read, so that their last known value
   *     stands; {@code failures} says which parts and why
   */
  public record Progress(
      int units,
      int ended,
      int failed,
      long listed,
      long discovered,
      long changed,
      long deleted,
      long stale,
      long calls) {}

  Job withUnits(List<Unit> all) {
    return new Job(
        jobId,
        accountId,
        trigger,
        requestedBy,
        state,
        error,
        createdAt,
        startedAt,
        endedAt,
        progress,
        all,
        Stream.concat(
                Stream.ofNullable(error).map(whole -> new Failed(null, null, whole)),
                all.stream().flatMap(Failed::of))
            .toList());
  }
}
