package io.cairn.eventstore;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Reads the indexed attributes of a CloudTrail record in one pass over its bytes, without binding.
 * Checks the whole record on the way: JSON, UTF-8, size, depth and names that occur twice. Unknown
 * fields are passed over. Not thread-safe; reuse one in each thread.
 */
public final class EventScanner {
  /** Longest record, in bytes. */
  public static final int MAX_RECORD_BYTES = 256 * 1024;

  /** Deepest nesting a store accepts. */
  public static final int MAX_DEPTH = 64;

  static final int MAX_EVENT_ID_CHARS = 256;

  private final JsonCursor cursor;
  private final UserIdentityScanner identity;
  private final ResourceMiner miner;

  private @Nullable String eventId;
  private @Nullable Instant eventTime;
  private int eventTimeOffset;
  private @Nullable String recipientAccountId;
  private @Nullable String eventName;
  private @Nullable String eventSource;
  private @Nullable String awsRegion;
  private @Nullable Boolean readOnly;
  private @Nullable String errorCode;
  private @Nullable String errorMessage;
  private @Nullable String sourceIpAddress;
  private @Nullable String userAgent;

  /** A scanner that refuses records nested deeper than {@code maxDepth}, 1 to 64. */
  public EventScanner(int maxDepth) {
    if (maxDepth < 1 || maxDepth > MAX_DEPTH) {
      throw new IllegalArgumentException("maxDepth must be 1 to " + MAX_DEPTH + ": " + maxDepth);
    }
    cursor = new JsonCursor(maxDepth);
    identity = new UserIdentityScanner(cursor);
    miner = new ResourceMiner(cursor);
  }

  /** A scanner with the store's own limit, {@link #MAX_DEPTH}. */
  public EventScanner() {
    this(MAX_DEPTH);
  }

  /** Scans a whole array. */
  public Scan scan(byte[] bytes) {
    return scan(bytes, 0, bytes.length);
  }

  /** Scans {@code length} bytes from {@code offset}; never throws for what the bytes are. */
  public Scan scan(byte[] bytes, int offset, int length) {
    if (length > MAX_RECORD_BYTES) {
      return new Refusal(
          RefusalCode.TOO_LARGE,
          MAX_RECORD_BYTES,
          "the record has " + length + " bytes; at most " + MAX_RECORD_BYTES + " are accepted");
    }
    clear();
    cursor.reset(bytes, offset, length);
    try {
      for (boolean more = cursor.enterObject(); more; more = cursor.nextMember()) {
        member(cursor.field());
      }
      cursor.expectEnd();
      return event(length);
    } catch (RefusedException e) {
      return e.refusal();
    }
  }

  private void clear() {
    eventId = null;
    eventTime = null;
    eventTimeOffset = 0;
    recipientAccountId = null;
    eventName = null;
    eventSource = null;
    awsRegion = null;
    readOnly = null;
    errorCode = null;
    errorMessage = null;
    sourceIpAddress = null;
    userAgent = null;
    identity.clear();
    miner.clear();
  }

  private void member(KnownNames.Field field) {
    switch (field) {
      case EVENT_ID -> eventId = hasText(cursor) ? cursor.rareString() : null;
      case EVENT_TIME -> time();
      case EVENT_NAME -> eventName = text(cursor);
      case EVENT_SOURCE -> eventSource = text(cursor);
      case AWS_REGION -> awsRegion = text(cursor);
      case SOURCE_IP_ADDRESS -> sourceIpAddress = text(cursor);
      case USER_AGENT -> userAgent = text(cursor);
      case ERROR_CODE -> errorCode = text(cursor);
      case ERROR_MESSAGE -> errorMessage = text(cursor);
      case RECIPIENT_ACCOUNT_ID -> recipientAccountId = account(text(cursor));
      case READ_ONLY -> readOnly = flag();
      case USER_IDENTITY -> identity.scan();
      case RESOURCES -> miner.scanResources();
      case REQUEST_PARAMETERS, RESPONSE_ELEMENTS -> miner.mine();
      default -> cursor.skipValue();
    }
  }

  private void time() {
    eventTimeOffset = cursor.offset();
    eventTime = hasText(cursor) ? cursor.stringAsTime() : null;
  }

  private @Nullable Boolean flag() {
    String text =
        switch (cursor.peek()) {
          case '"', 't', 'f' -> cursor.scalarText();
          default -> {
            cursor.skipValue();
            yield "";
          }
        };
    return switch (text) {
      case "true" -> Boolean.TRUE;
      case "false" -> Boolean.FALSE;
      default -> null;
    };
  }

  /** The text of a string; null, and skipped, for any other kind of value and for "". */
  static @Nullable String text(JsonCursor cursor) {
    return hasText(cursor) ? cursor.string() : null;
  }

  /** Scans a string that is not empty; skips a value of any other kind. */
  static boolean hasText(JsonCursor cursor) {
    if (cursor.peek() != '"') {
      cursor.skipValue();
      return false;
    }
    cursor.scanString();
    return cursor.stringLength() > 0;
  }

  static @Nullable String account(@Nullable String text) {
    if (text == null || text.length() != 12) {
      return null;
    }
    for (int i = 0; i < 12; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return null;
      }
    }
    return text;
  }

  private ScannedEvent event(int length) {
    if (eventId == null || eventId.length() > MAX_EVENT_ID_CHARS || eventId.indexOf('\0') >= 0) {
      throw new RefusedException(
          RefusalCode.EVENT_ID_INVALID,
          length,
          "eventID must be a string of 1 to " + MAX_EVENT_ID_CHARS + " characters");
    }
    if (eventTime == null) {
      throw new RefusedException(
          RefusalCode.EVENT_TIME_INVALID,
          eventTimeOffset,
          "eventTime must be a time as 2026-01-02T03:04:05Z, in the years 2000 to 2099");
    }
    return new ScannedEvent(
        eventId,
        eventTime,
        recipientAccountId != null ? recipientAccountId : identity.accountId(),
        eventName,
        eventSource,
        awsRegion,
        identity.username(),
        identity.accessKeyId(),
        readOnly,
        errorCode,
        errorMessage,
        sourceIpAddress,
        userAgent,
        identity.arn(),
        miner.found(eventSource));
  }
}
