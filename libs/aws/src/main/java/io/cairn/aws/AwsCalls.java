package io.cairn.aws;

import java.time.Duration;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.awscore.AwsClient;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Makes calls under their rate, tries again what may succeed later, and turns what fails into an
 * {@link AwsCallFailedException}. Blocks its thread while it waits: use virtual threads.
 */
public final class AwsCalls {

  /** How a thread waits; a test counts instead. */
  @FunctionalInterface
  public interface Waiting {
    /** Waits for {@code time}. */
    void await(Duration time) throws InterruptedException;
  }

  private static final int ATTEMPTS = 5;

  /** The first pause before a call is made again; each further one is twice as long. */
  public static final Duration FIRST_BACKOFF = Duration.ofMillis(400);

  private final AwsClients clients;
  private final RateLimits limits;
  private final RandomGenerator random;
  private final Waiting waiting;
  private final Duration firstBackoff;

  /**
   * Calls through {@code clients}, which should make one attempt each.
   *
   * @param random spreads the retries
   * @param waiting how to wait, {@code Thread::sleep}
   */
  public AwsCalls(AwsClients clients, RateLimits limits, RandomGenerator random, Waiting waiting) {
    this(clients, limits, random, waiting, FIRST_BACKOFF);
  }

  /**
   * As above, with another first pause between attempts.
   *
   * @param firstBackoff at least 2 ms
   */
  public AwsCalls(
      AwsClients clients,
      RateLimits limits,
      RandomGenerator random,
      Waiting waiting,
      Duration firstBackoff) {
    this.clients = clients;
    this.limits = limits;
    this.random = random;
    this.waiting = waiting;
    this.firstBackoff = firstBackoff;
  }

  /**
   * Makes one call.
   *
   * @param action the IAM action it needs, {@code kms:DescribeKey}; its prefix names the rate
   * @param absentCodes error codes that mean {@link AwsFailure.Absent} here
   * @param call the call itself; may run several times
   * @throws AwsCallFailedException when it failed for good
   */
  public <C extends AwsClient, R> R call(
      AwsTarget target,
      Class<C> type,
      String action,
      Set<String> absentCodes,
      Function<C, R> call) {
    RateLimiter limiter = limits.of(target, action.substring(0, action.indexOf(':')));
    boolean renewed = false;
    for (int attempt = 1; ; attempt++) {
      pause(limiter.reserve());
      try {
        return call.apply(clients.client(type, target));
      } catch (SdkException e) {
        AwsFailure failure = FailureClassifier.classify(e, absentCodes);
        if (failure instanceof AwsFailure.Throttled) {
          limiter.throttled();
        }
        if (failure instanceof AwsFailure.CredentialsRefused
            && target.roleArn() != null
            && !renewed) {
          clients.renewCredentials(target);
          renewed = true;
        } else if (mayPass(failure) && attempt < ATTEMPTS) {
          pause(backoff(attempt));
        } else {
          throw new AwsCallFailedException(action, failure, e);
        }
      } catch (EndpointRefusedException e) {
        throw new AwsCallFailedException(action, ClientFailures.of(e), e);
      }
    }
  }

  private static boolean mayPass(AwsFailure failure) {
    return switch (failure) {
      case AwsFailure.Throttled _, AwsFailure.Transient _ -> true;
      case AwsFailure.CredentialsRefused _,
          AwsFailure.Absent _,
          AwsFailure.Denied _,
          AwsFailure.NotEnabled _,
          AwsFailure.NoEndpoint _,
          AwsFailure.Invalid _,
          AwsFailure.Unsupported _,
          AwsFailure.Unexpected _ ->
          false;
    };
  }

  private Duration backoff(int attempt) {
    long most = firstBackoff.toMillis() << (attempt - 1);
    return Duration.ofMillis(random.nextLong(most / 2, most + 1));
  }

  /**
   * Waits as calls do.
   *
   * @throws AwsCallsStoppedException if the thread is interrupted; it stays so
   */
  public void pause(Duration time) {
    if (time.isZero()) {
      return;
    }
    try {
      waiting.await(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AwsCallsStoppedException(e);
    }
  }
}
