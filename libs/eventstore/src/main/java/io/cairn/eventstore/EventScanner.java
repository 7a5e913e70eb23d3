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
        member(cursor.string());
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

  private void member(String name) {
    switch (name) {
      case "eventID" -> eventId = text();
      case "eventTime" -> time();
      case "eventName" -> eventName = text();
      case "eventSource" -> eventSource = text();
      case "awsRegion" -> awsRegion = text();
      case "sourceIPAddress" -> sourceIpAddress = text();
      case "userAgent" -> userAgent = text();
      case "errorCode" -> errorCode = text();
      case "errorMessage" -> errorMessage = text();
      case "recipientAccountId" -> recipientAccountId = account(text());
      case "readOnly" -> readOnly = flag();
      case "userIdentity" -> identity.scan();
      case "resources" -> miner.scanResources();
      case "requestParameters", "responseElements" -> miner.mine();
      default -> cursor.skipValue();
    }
  }

  private void time() {
    eventTimeOffset = cursor.offset();
    String text = text();
    eventTime = text == null ? null : EventTimes.parse(text);
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
  private @Nullable String text() {
    return text(cursor);
  }

  static @Nullable String text(JsonCursor cursor) {
    if (cursor.peek() != '"') {
      cursor.skipValue();
      return null;
    }
    cursor.scanString();
    return cursor.stringLength() == 0 ? null : cursor.string();
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
