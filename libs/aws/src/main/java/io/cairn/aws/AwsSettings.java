package io.cairn.aws;

import java.time.Duration;

/**
 * How a process talks to AWS. All durations are upper bounds of one step, not of a whole job.
 *
 * @param version the suite's version, told to AWS in the user agent as {@code cairn/<version>}
 * @param connectTimeout to open a connection
 * @param readTimeout between two packets of an answer
 * @param callTimeout for one call with all its attempts, streaming of bodies aside
 * @param attempts tries the SDK itself makes of one call, at least 1; callers that retry on their
 *     own, as {@link AwsCalls} does, set 1
 * @param maxClients clients kept open; the least recently used one is closed beyond that
 * @param allowPrivateEndpoints whether an endpoint may be {@code http} or lie in a loopback,
 *     private or link-local range
 */
public record AwsSettings(
    String version,
    Duration connectTimeout,
    Duration readTimeout,
    Duration callTimeout,
    int attempts,
    int maxClients,
    boolean allowPrivateEndpoints) {

  /** Throws {@link IllegalArgumentException} for numbers below 1. */
  public AwsSettings {
    if (attempts < 1 || maxClients < 1) {
      throw new IllegalArgumentException(
          "attempts and maxClients are at least 1: " + attempts + ", " + maxClients);
    }
  }

  /**
   * Settings for AWS itself: 2 s, 30 s and 60 s, four attempts, 512 clients, no private endpoint.
   */
  public static AwsSettings ofDefaults(String version) {
    return new AwsSettings(
        version,
        Duration.ofSeconds(2),
        Duration.ofSeconds(30),
        Duration.ofSeconds(60),
        4,
        512,
        false);
  }

  /** These settings with another number of attempts by the SDK. */
  public AwsSettings withAttempts(int number) {
    return new AwsSettings(
        version,
        connectTimeout,
        readTimeout,
        callTimeout,
        number,
        maxClients,
        allowPrivateEndpoints);
  }

  /** These settings with private endpoints allowed or not. */
  public AwsSettings withPrivateEndpoints(boolean allowed) {
    return new AwsSettings(
        version, connectTimeout, readTimeout, callTimeout, attempts, maxClients, allowed);
  }
}
