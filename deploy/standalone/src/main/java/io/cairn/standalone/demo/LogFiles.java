package io.cairn.standalone.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/** Puts events into log files as CloudTrail delivers them: names, folders, gzip. */
final class LogFiles {
  /**
   * One log file.
   *
   * @param key its key in the bucket
   */
  record LogFile(String key, byte[] gzip, int events) {}

  private static final int HOURS = 6;
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu/MM/dd", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmm'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private LogFiles() {}

  /**
   * One file for each account, region and six hours; {@code batch} tells the files of different
   * deliveries apart.
   */
  static List<LogFile> of(List<SampleEvents.Event> events, String batch) {
    Map<String, List<SampleEvents.Event>> byFile = new TreeMap<>();
    for (SampleEvents.Event event : events) {
      byFile.computeIfAbsent(key(event, batch), _ -> new ArrayList<>()).add(event);
    }
    List<LogFile> files = new ArrayList<>();
    byFile.forEach((key, content) -> files.add(new LogFile(key, gzip(content), content.size())));
    return files;
  }

  private static String key(SampleEvents.Event event, String batch) {
    long hours = event.time().getEpochSecond() / 3_600 / HOURS * HOURS;
    Instant start = Instant.ofEpochSecond(hours * 3_600);
    return "AWSLogs/%s/CloudTrail/%s/%s/%s_CloudTrail_%s_%s_%s.json.gz"
        .formatted(
            event.account(),
            event.region(),
            DAY.format(event.time()),
            event.account(),
            event.region(),
            STAMP.format(start),
            batch);
  }

  private static byte[] gzip(List<SampleEvents.Event> events) {
    ObjectNode file = Json.object();
    ArrayNode records = file.putArray("Records");
    events.forEach(event -> records.add(event.body()));
    var bytes = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(bytes)) {
      out.write(Json.MAPPER.writeValueAsBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory cannot fail to be written", e);
    }
    return bytes.toByteArray();
  }
}
