package io.cairn.trail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.NullMarked;

/** The 2,900 real records, where they lie on this machine, as the log files they came in. */
@NullMarked
public final class RealRecords {
  private static final String EVENT = "\"event\":";
  private static final String SOURCE = "{\"_src\":\"";

  private RealRecords() {}

  /** File name to its records' bytes; skips the test where the data is not at hand. */
  public static Map<String, List<byte[]>> byFile() throws IOException {
    Path data =
        Path.of(
            System.getProperty("cairn.shared.data", ""),
            "cloudtrail",
            "invictus_aws_dataset.jsonl.gz");
    assumeTrue(Files.exists(data), "the shared real records are not at " + data);
    Map<String, List<byte[]>> files = new LinkedHashMap<>();
    try (var lines =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(Files.newInputStream(data)), UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String file = line.substring(SOURCE.length(), line.indexOf('"', SOURCE.length()));
        String event = line.substring(line.indexOf(EVENT) + EVENT.length(), line.length() - 1);
        files.computeIfAbsent(file, _ -> new ArrayList<>()).add(event.getBytes(UTF_8));
      }
    }
    return files;
  }

  /** A log file as CloudTrail writes it, not compressed. */
  public static byte[] logFile(List<byte[]> records) {
    var out = new ByteArrayOutputStream();
    out.writeBytes("{\"Records\":[".getBytes(UTF_8));
    for (int i = 0; i < records.size(); i++) {
      out.writeBytes(i == 0 ? new byte[0] : new byte[] {','});
      out.writeBytes(records.get(i));
    }
    out.writeBytes("]}".getBytes(UTF_8));
    return out.toByteArray();
  }

  /** gzip. */
  public static byte[] gzip(byte[] bytes) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }
}
