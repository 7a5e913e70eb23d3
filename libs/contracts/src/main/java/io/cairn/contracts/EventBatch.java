package io.cairn.contracts;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The value of the two trail topics: CloudTrail records of one account, each followed by a line
 * feed, byte for byte as they came. Records that hold raw line feeds themselves (pretty-printed
 * ones) are told apart by the header {@link Headers#LENGTHS}.
 *
 * @param records the records' bytes, in order; at least one
 */
public record EventBatch(List<byte[]> records) {

  /** Largest value of a Kafka record in bytes; one CloudTrail record of that size still fits. */
  public static final int MAX_BYTES = 256 * 1024;

  /** Copies the list, not the bytes. */
  public EventBatch {
    records = List.copyOf(records);
    if (records.isEmpty()) {
      throw new IllegalArgumentException("a batch holds at least one record");
    }
  }

  /**
   * Splits records into batches that each fit {@link #MAX_BYTES}; a record beyond that alone makes
   * a batch of its own.
   */
  public static List<EventBatch> split(Collection<byte[]> records) {
    List<EventBatch> batches = new ArrayList<>();
    List<byte[]> current = new ArrayList<>();
    int size = 0;
    for (byte[] event : records) {
      if (!current.isEmpty() && size + event.length + 1 > MAX_BYTES) {
        batches.add(new EventBatch(current));
        current = new ArrayList<>();
        size = 0;
      }
      current.add(event);
      size += event.length + 1;
    }
    if (!current.isEmpty()) {
      batches.add(new EventBatch(current));
    }
    return batches;
  }

  /** The bytes of the Kafka value. */
  public byte[] value() {
    int size = 0;
    for (byte[] event : records) {
      size += event.length + 1;
    }
    var out = new ByteArrayOutputStream(size);
    for (byte[] event : records) {
      out.writeBytes(event);
      out.write('\n');
    }
    return out.toByteArray();
  }

  /** The headers that belong to {@link #value()}: the count and, where needed, the lengths. */
  public Map<String, String> headers() {
    Map<String, String> headers = new HashMap<>();
    headers.put(Headers.COUNT, Integer.toString(records.size()));
    if (records.stream().anyMatch(EventBatch::holdsLineFeed)) {
      var lengths = new StringBuilder();
      for (byte[] event : records) {
        lengths.append(lengths.isEmpty() ? "" : ",").append(event.length);
      }
      headers.put(Headers.LENGTHS, lengths.toString());
    }
    return headers;
  }

  private static boolean holdsLineFeed(byte[] event) {
    for (byte b : event) {
      if (b == '\n') {
        return true;
      }
    }
    return false;
  }

  /**
   * Reads a Kafka value.
   *
   * @param value the bytes
   * @param lengths the header {@link Headers#LENGTHS}, or null
   * @throws IllegalArgumentException if the value is empty or the lengths do not fit it
   */
  public static EventBatch parse(byte[] value, @Nullable String lengths) {
    List<byte[]> records = lengths == null ? byLine(value) : byLength(value, lengths);
    if (records.isEmpty()) {
      throw new IllegalArgumentException(
          "an event batch without records (" + value.length + " bytes)");
    }
    return new EventBatch(records);
  }

  private static List<byte[]> byLine(byte[] value) {
    List<byte[]> records = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= value.length; i++) {
      if (i == value.length || value[i] == '\n') {
        if (i > start) {
          records.add(Arrays.copyOfRange(value, start, i));
        }
        start = i + 1;
      }
    }
    return records;
  }

  private static List<byte[]> byLength(byte[] value, String lengths) {
    List<byte[]> records = new ArrayList<>();
    int start = 0;
    for (String text : lengths.split(",", -1)) {
      int length = parseLength(text);
      if (length > value.length - start) {
        throw new IllegalArgumentException(
            "header lengths goes beyond the value of " + value.length + " bytes");
      }
      records.add(Arrays.copyOfRange(value, start, start + length));
      start += length + 1;
    }
    if (start != value.length) {
      throw new IllegalArgumentException(
          "header lengths covers " + start + " of " + value.length + " bytes");
    }
    return records;
  }

  private static int parseLength(String text) {
    if (text.isEmpty() || text.length() > 9 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new IllegalArgumentException(
          "header lengths holds something that is no length: " + text);
    }
    return Integer.parseInt(text);
  }

  /** The records as text, for messages and tests. */
  public List<String> texts() {
    return records.stream().map(r -> new String(r, StandardCharsets.UTF_8)).toList();
  }
}
