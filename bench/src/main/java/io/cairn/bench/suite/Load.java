package io.cairn.bench.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.bench.generator.CloudTrailGenerator;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The events of a run, in NDJSON bodies.
 *
 * @param bodies what is pushed, one request each
 * @param events how many events that are
 * @param bytes how many bytes that are
 */
public record Load(List<byte[]> bodies, int events, long bytes) {
  private static final int EVENTS_A_REQUEST = 1_000;

  /** Generated events, or, with a file of {@code {"event":…}} lines, those, each once. */
  public static Load of(int events, long seed, @Nullable Path file) throws IOException {
    return file == null ? generated(events, seed) : real(file);
  }

  private static Load generated(int events, long seed) {
    var generator = new CloudTrailGenerator(seed, Instant.now().minus(Duration.ofHours(1)));
    List<byte[]> records = new ArrayList<>(events);
    for (int i = 0; i < events; i++) {
      records.add(generator.next());
    }
    return pack(records);
  }

  private static Load real(Path file) throws IOException {
    var mapper = new ObjectMapper();
    List<byte[]> records = new ArrayList<>();
    try (var in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        JsonNode event = mapper.readTree(line).path("event");
        records.add(mapper.writeValueAsBytes(event));
      }
    }
    return pack(records);
  }

  private static Load pack(List<byte[]> records) {
    List<byte[]> bodies = new ArrayList<>();
    var body = new ByteArrayOutputStream();
    long bytes = 0;
    for (int i = 0; i < records.size(); i++) {
      body.writeBytes(records.get(i));
      body.write('\n');
      if ((i + 1) % EVENTS_A_REQUEST == 0 || i + 1 == records.size()) {
        bodies.add(body.toByteArray());
        bytes += body.size();
        body.reset();
      }
    }
    return new Load(bodies, records.size(), bytes);
  }
}
