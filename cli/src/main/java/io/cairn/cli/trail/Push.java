package io.cairn.cli.trail;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.cli.print.Words;
import io.cairn.cli.suite.Api;
import io.cairn.cli.suite.Refused;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPInputStream;

/**
 * Pushes one log file. A file that fits one request goes as it is, compressed or not; a larger one
 * is cut into requests of whole records.
 */
final class Push {
  private static final long AS_IT_IS = 12L << 20;
  private static final int PART = 8 << 20;
  private static final Set<Integer> BUSY = Set.of(429, 502, 503, 504);
  private static final int TRIES = 6;

  private final Api api;
  private final ImportTally tally;

  Push(Api api, ImportTally tally) {
    this.api = api;
    this.tally = tally;
  }

  /** Pushes the whole file; throws {@link Refused} when the suite takes nothing of it. */
  void file(Path file) throws IOException {
    boolean gzip = isGzip(file);
    if (Files.size(file) <= AS_IT_IS) {
      try {
        send(file, Files.readAllBytes(file), gzip, 0);
        return;
      } catch (Refused e) {
        if (e.status() != 413) {
          throw e;
        }
      }
    }
    parts(file, gzip);
  }

  private static boolean isGzip(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.read() == 0x1f && in.read() == 0x8b;
    }
  }

  private void parts(Path file, boolean gzip) throws IOException {
    int first = 0;
    int count = 0;
    var body = new ByteArrayOutputStream();
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        InputStream in = gzip ? new GZIPInputStream(raw, 1 << 16) : raw;
        var slices = new RecordSlices(in)) {
      for (byte[] each = slices.next(); each != null; each = slices.next()) {
        if (count > 0 && body.size() + each.length > PART) {
          send(file, closed(body), false, first);
          first += count;
          count = 0;
          body.reset();
        }
        body.writeBytes((count == 0 ? "{\"Records\":[" : ",").getBytes(StandardCharsets.US_ASCII));
        body.writeBytes(each);
        count++;
      }
    } finally {
      if (count > 0) {
        send(file, closed(body), false, first);
      }
    }
  }

  private static byte[] closed(ByteArrayOutputStream body) {
    body.writeBytes("]}".getBytes(StandardCharsets.US_ASCII));
    return body.toByteArray();
  }

  private void send(Path file, byte[] body, boolean gzip, int firstIndex) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/json");
    if (gzip) {
      headers.put("Content-Encoding", "gzip");
    }
    JsonNode answer = patiently(headers, body);
    tally.accepted(answer.path("accepted").asLong());
    for (JsonNode each : answer.path("refused")) {
      tally.refused(
          file,
          firstIndex + each.path("index").asInt(),
          Words.text(each, "code"),
          Words.text(each, "detail"));
    }
    tally.unlisted(answer.path("refusedTotal").asLong(0) - answer.path("refused").size());
  }

  private JsonNode patiently(Map<String, String> headers, byte[] body) {
    Duration pause = Duration.ofSeconds(1);
    for (int i = 1; ; i++) {
      try {
        return api.post("/api/v1/trail/events", headers, body);
      } catch (Refused e) {
        if (!BUSY.contains(e.status()) || i == TRIES) {
          throw e;
        }
        LockSupport.parkNanos(pause.toNanos());
        pause = pause.multipliedBy(2);
      }
    }
  }
}
