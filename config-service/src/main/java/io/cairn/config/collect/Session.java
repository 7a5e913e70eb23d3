package io.cairn.config.collect;

import io.cairn.aws.AwsCallFailedException;
import io.cairn.aws.AwsCalls;
import io.cairn.aws.AwsFailure;
import io.cairn.aws.AwsTarget;
import io.cairn.contracts.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.awscore.AwsClient;

/**
 * One account in one region as a collector sees it during one unit of work or one look: makes the
 * calls, counts them, and gathers what was denied. Thread-safe.
 */
public final class Session {

  private final AwsTarget target;
  private final Set<String> regions;
  private final AwsCalls calls;
  private final InstantSource clock;
  private final SessionNotes notes;
  private final boolean patient;

  /**
   * A session with no calls yet.
   *
   * @param regions the regions in which the account is recorded
   * @param patient whether reports that AWS is still making are waited for
   */
  public Session(
      AwsTarget target, Set<String> regions, AwsCalls calls, InstantSource clock, boolean patient) {
    this(target, Set.copyOf(regions), calls, clock, new SessionNotes(), patient);
  }

  private Session(
      AwsTarget target,
      Set<String> regions,
      AwsCalls calls,
      InstantSource clock,
      SessionNotes notes,
      boolean patient) {
    this.target = target;
    this.regions = regions;
    this.calls = calls;
    this.clock = clock;
    this.notes = notes;
    this.patient = patient;
  }

  /** The account. */
  public AccountId account() {
    return target.account();
  }

  /** The AWS region that answers. */
  public String region() {
    return target.region();
  }

  /** The region's partition, {@code aws}. */
  public String partition() {
    return target.partition();
  }

  /** The same work in another region; calls and notes are counted together. */
  public Session in(String region) {
    return region.equals(target.region())
        ? this
        : new Session(target.in(region), regions, calls, clock, notes, patient);
  }

  /** What was counted so far. */
  public SessionNotes notes() {
    return notes;
  }

  /** Whether resources in {@code region} are recorded. */
  public boolean records(String region) {
    return regions.contains(region);
  }

  public boolean isPatient() {
    return patient;
  }

  /** Waits between two questions for something that AWS is making. */
  public void pause(Duration time) {
    calls.pause(time);
  }

  public Instant now() {
    return clock.instant();
  }

  /** Makes a call that needs {@code action}; {@code absent} are codes that mean absence here. */
  public <C extends AwsClient, R> R call(
      Class<C> type, String action, Set<String> absent, Function<C, R> call) {
    try {
      R answer =
          calls.call(
              target,
              type,
              action,
              absent,
              client -> {
                notes.countCall();
                return call.apply(client);
              });
      notes.answered(action);
      return answer;
    } catch (AwsCallFailedException e) {
      if (e.failure() instanceof AwsFailure.Absent) {
        notes.answered(action);
      } else {
        notes.failed(e);
      }
      throw e;
    }
  }
}
