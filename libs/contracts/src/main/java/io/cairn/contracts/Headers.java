package io.cairn.contracts;

/** Names of the Kafka record headers that the suite writes; all values are UTF-8 text. */
public final class Headers {
  /**
   * Correlation id of the request or job that caused the record, or several ({@link
   * CorrelationIds}); travels with HTTP as {@code X-Correlation-Id}.
   */
  public static final String CORRELATION_ID = "correlation-id";

  /** Number of CloudTrail records in an {@link EventBatch}. */
  public static final String COUNT = "count";

  /**
   * Source id an {@link EventBatch} came from: {@code push}, {@code gateway}, or the id of a trail
   * source.
   */
  public static final String SOURCE = "source";

  /** Object or file name inside the source, where there is one. */
  public static final String SOURCE_OBJECT = "source-object";

  /** Account to assume for records that name none (12 digits). */
  public static final String SOURCE_ACCOUNT = "source-account";

  /** Instant (ISO 8601) at which the suite accepted the batch. */
  public static final String ACCEPTED_AT = "accepted-at";

  /**
   * Decimal byte lengths, comma separated, of an {@link EventBatch} whose records hold raw line
   * feeds.
   */
  public static final String LENGTHS = "lengths";

  /** Consumer group a replayed dead letter is meant for; all other groups pass over the record. */
  public static final String REPLAY_FOR = "replay-for";

  private Headers() {}
}
