package io.cairn.bench.sigma;

import io.cairn.bench.generator.CloudTrailGenerator;
import io.cairn.sigma.TrafficSample;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Events side by side in one array, as a batch holds them, so that they do not all fit a core's
 * cache.
 *
 * @param bytes all events
 * @param offsets where each begins, and behind the last the end
 */
record EventCorpus(byte[] bytes, int[] offsets) {
  private static final Instant START = Instant.parse("2026-11-24T00:00:00Z");

  /**
   * Makes events.
   *
   * @param seed decides every byte
   * @param templates a folder of .jsonl.gz files of {@code {"event":…}} lines whose records are
   *     made anew, or null for wholly generated ones
   */
  static EventCorpus make(int count, long seed, @Nullable Path templates) throws IOException {
    var out = new ByteArrayOutputStream(count * 1_400);
    int[] offsets = new int[count + 1];
    var random = new Random(seed);
    List<String> records = templates == null ? List.of() : records(templates);
    var calls = new CallMix(random);
    var generator = new CloudTrailGenerator(seed, START);
    for (int i = 0; i < count; i++) {
      String event =
          records.isEmpty()
              ? calls.spread(new String(generator.next(), StandardCharsets.UTF_8))
              : Restamp.made(records.get(random.nextInt(records.size())), random);
      out.write(event.getBytes(StandardCharsets.UTF_8));
      offsets[i + 1] = out.size();
    }
    return new EventCorpus(out.toByteArray(), offsets);
  }

  int count() {
    return offsets.length - 1;
  }

  int length(int event) {
    return offsets[event + 1] - offsets[event];
  }

  /** The events one by one, for the engine to learn from. */
  TrafficSample asSample() {
    return new TrafficSample(
        IntStream.range(0, count())
            .mapToObj(event -> Arrays.copyOfRange(bytes, offsets[event], offsets[event + 1]))
            .toList());
  }

  String text(int event) {
    return new String(bytes, offsets[event], length(event), StandardCharsets.UTF_8);
  }

  /** Each line wraps one record as the member event, which comes last. */
  private static List<String> records(Path folder) throws IOException {
    var records = new ArrayList<String>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file :
          files.filter(path -> path.toString().endsWith(".jsonl.gz")).sorted().toList()) {
        try (var in =
            new BufferedReader(
                new InputStreamReader(
                    new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
          in.lines()
              .map(line -> line.substring(line.indexOf(",\"event\":") + 9, line.length() - 1))
              .forEach(records::add);
        }
      }
    }
    return records;
  }
}
