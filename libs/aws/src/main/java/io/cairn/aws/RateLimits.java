package io.cairn.aws;

import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * One {@link RateLimiter} per account, region, endpoint and service, begun at a fifth of what AWS
 * publishes or at 5 calls a second. Bounded by accounts times regions times services in use.
 */
public final class RateLimits {

  /** Calls a second, and how many may go at once. */
  record Rate(double perSecond, double burst) {}

  private static final Rate UNPUBLISHED = new Rate(5, 10);

  /** An endpoint of the operator's own has none of AWS's quotas. */
  private static final Rate OWN_ENDPOINT = new Rate(500, 500);

  /** A fifth of the published quota of the calls that are made, the slowest of them deciding. */
  private static final Map<String, Rate> PUBLISHED =
      Map.of(
          "ec2", new Rate(4, 20),
          "s3", new Rate(20, 40),
          "kms", new Rate(6, 12),
          "lambda", new Rate(3, 6),
          "dynamodb", new Rate(2, 6),
          "sns", new Rate(4, 8),
          "cloudtrail", new Rate(2, 6));

  private final InstantSource clock;
  private final double factor;
  private final ConcurrentMap<String, RateLimiter> limiters = new ConcurrentHashMap<>();

  /**
   * Limits measured by {@code clock}.
   *
   * @param factor all rates times this; 1 is a fifth of AWS's published quotas
   */
  public RateLimits(InstantSource clock, double factor) {
    this.clock = clock;
    this.factor = factor;
  }

  /** The limiter of a service at a target; {@code service} is the prefix of its IAM actions. */
  public RateLimiter of(AwsTarget target, String service) {
    String key = target.account() + "/" + target.region() + "/" + target.endpoint() + "/" + service;
    return limiters.computeIfAbsent(key, k -> make(target, service));
  }

  private RateLimiter make(AwsTarget target, String service) {
    Rate rate =
        target.endpoint() == null ? PUBLISHED.getOrDefault(service, UNPUBLISHED) : OWN_ENDPOINT;
    return new RateLimiter(rate.perSecond() * factor, Math.max(1, rate.burst() * factor), clock);
  }
}
