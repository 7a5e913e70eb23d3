package io.cairn.messaging.deadletter;

import io.cairn.messaging.consumer.ReceivedRecord;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record to be kept as a dead letter.
 *
 * @param id the letter's id
 * @param topic topic it stood on, or would have gone to; a replay sends it there
 * @param partition its partition, or null where it never was on Kafka
 * @param offset its offset, or null likewise
 * @param key its key
 * @param value its bytes, at most 1 MiB; not copied
 * @param headers its headers; with {@link #PARTIAL} where the bytes are only a beginning
 * @param reason why it could not be processed; what is longer than 2,000 characters is cut
 * @param correlationId what it belonged to, where known
 */
public record Letter(
    UUID id,
    String topic,
    @Nullable Integer partition,
    @Nullable Long offset,
    String key,
    byte[] value,
    Map<String, String> headers,
    String reason,
    @Nullable String correlationId) {

  /** Header of a letter that holds only the beginning of its record; its value is the length. */
  public static final String PARTIAL = "dead-letter-partial-of";

  private static final int MAX_REASON = 2_000;

  /** Copies the headers and makes the reason fit for a text column. */
  public Letter {
    headers = Map.copyOf(headers);
    String clean = reason.replace('\0', '\uFFFD');
    reason = clean.length() <= MAX_REASON ? clean : clean.substring(0, MAX_REASON) + "…";
  }

  static Letter of(UUID id, ReceivedRecord failed, Throwable reason) {
    String message = reason.getMessage();
    return new Letter(
        id,
        failed.topic(),
        failed.partition(),
        failed.offset(),
        failed.key(),
        failed.value(),
        failed.headers(),
        message == null ? reason.getClass().getSimpleName() : message,
        failed.correlationId());
  }
}
