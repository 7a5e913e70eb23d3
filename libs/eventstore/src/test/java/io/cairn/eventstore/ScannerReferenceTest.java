package io.cairn.eventstore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scanner beside a slow reading of the same bytes by Jackson. */
@NullMarked
class ScannerReferenceTest {
  private static final int ROUNDS = Boolean.getBoolean("cairn.full") ? 1_000_000 : 8_000;
  private static final String MARKS = "{}[]\",:\\0129.eE+-utfn \n\u00ff\u0001";

  private final EventScanner scanner = new EventScanner();

  private static RandomGenerator random(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void shouldFindWhatAReaderOfTreesFindsInRandomRecords(long seed) {
    // Given
    RandomGenerator random = random(seed);
    int accepted = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] bytes = RandomRecord.make(random).getBytes(UTF_8);

      // When
      Scan scan = scanner.scan(bytes);

      // Then
      ScannedEvent expected = ReferenceScan.of(bytes);
      assertThat(scan instanceof ScannedEvent found ? found : null)
          .as("seed %s round %s: %s", seed, round, new String(bytes, UTF_8))
          .isEqualTo(expected);
      accepted += expected == null ? 0 : 1;
    }
    assertThat(accepted).isGreaterThan(ROUNDS / 2);
  }

  @ParameterizedTest
  @ValueSource(longs = {3, 4})
  void shouldTakeNoMoreAndNoLessThanAStrictReaderWhenRecordsAreDamaged(long seed) {
    // Given
    RandomGenerator random = random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] record = RandomRecord.make(random).getBytes(UTF_8);
      int front = random.nextInt(20);
      byte[] bytes = new byte[front + record.length + random.nextInt(20)];
      System.arraycopy(record, 0, bytes, front, record.length);
      for (int i = random.nextInt(3); i >= 0; i--) {
        bytes[front + random.nextInt(record.length)] =
            (byte) MARKS.charAt(random.nextInt(MARKS.length()));
      }
      int length = random.nextInt(4) == 0 ? random.nextInt(record.length) : record.length;
      byte[] part = new byte[length];
      System.arraycopy(bytes, front, part, 0, length);

      // When: what lies around the record must not matter
      Scan scan = scanner.scan(bytes, front, length);

      // Then
      assertThat(scan instanceof ScannedEvent found ? found : null)
          .as("seed %s round %s: %s", seed, round, new String(part, UTF_8))
          .isEqualTo(ReferenceScan.of(part));
      assertThat(scanner.scan(part)).isEqualTo(scan);
    }
  }

  @Test
  void shouldFindWhatAReaderOfTreesFindsInRealRecords() throws IOException {
    // Given
    Path folder = Path.of(System.getProperty("cairn.shared.data", "")).resolve("cloudtrail");
    assumeTrue(Files.isDirectory(folder), "the folder of real records is not on this machine");
    var mapper = new ObjectMapper();
    int accepted = 0;
    for (Path file : files(folder)) {
      for (String line : lines(file)) {
        JsonNode record = mapper.readTree(line).get("event");
        byte[] bytes = mapper.writeValueAsBytes(record);
        byte[] pretty = mapper.writerWithDefaultPrettyPrinter().writeValueAsBytes(record);

        // When
        Scan scan = scanner.scan(bytes);

        // Then
        ScannedEvent expected = ReferenceScan.of(bytes);
        assertThat(scan instanceof ScannedEvent found ? found : null).as(line).isEqualTo(expected);
        assertThat(scanner.scan(pretty) instanceof ScannedEvent found ? found : null)
            .isEqualTo(expected);
        accepted += expected == null ? 0 : 1;
      }
    }
    assertThat(accepted).isGreaterThan(3_000);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.toString().endsWith(".jsonl.gz")).sorted().toList();
    }
  }

  private static List<String> lines(Path file) throws IOException {
    try (var in =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), UTF_8))) {
      return in.lines().toList();
    }
  }

  @Test
  void shouldRefuseTheNameThatComesAgainWhenAnObjectHasMany() {
    // Given
    var json = new StringBuilder("{");
    for (int i = 0; i < 300; i++) {
      json.append("\"n").append(i).append("\":{\"a\":1,\"n7\":2},");
    }
    String end = "\"eventID\":\"e\",\"eventTime\":\"2026-03-04T05:06:07Z\"}";

    for (int i = 0; i < 300; i++) {
      // When
      String again = json + "\"n" + i + "\":0," + end;

      // Then
      assertThat(scanner.scan(again.getBytes(UTF_8)))
          .isInstanceOfSatisfying(
              Refusal.class, r -> assertThat(r.code()).isEqualTo(RefusalCode.DUPLICATE_KEY));
    }
    assertThat(scanner.scan((json + end).getBytes(UTF_8))).isInstanceOf(ScannedEvent.class);
  }
}
