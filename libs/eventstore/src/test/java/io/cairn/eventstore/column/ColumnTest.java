package io.cairn.eventstore.column;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.eventstore.codec.ByteReader;
import io.cairn.eventstore.codec.ByteWriter;
import io.cairn.eventstore.codec.DamagedException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NullMarked
class ColumnTest {
  private static RandomGenerator random(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  private static List<Set<String>> values(RandomGenerator random, int events, int terms) {
    List<Set<String>> values = new ArrayList<>();
    for (int i = 0; i < events; i++) {
      Set<String> own = new LinkedHashSet<>();
      for (int n = random.nextInt(4) > 0 ? 1 : random.nextInt(5); n > 0; n--) {
        int term = random.nextInt(terms);
        own.add(term == 0 ? "" : "arn:aws:s3:::" + term);
      }
      values.add(own);
    }
    return values;
  }

  private static Column column(List<Set<String>> values) {
    var builder = new ColumnBuilder(values.size());
    for (int i = 0; i < values.size(); i++) {
      for (String value : values.get(i)) {
        builder.add(i, value);
      }
    }
    return builder.build(values.size());
  }

  private static Column roundTrip(Column column) {
    var bytes = new ByteWriter(16);
    ColumnCodec.write(column, bytes);
    var reader = new ByteReader(bytes.toByteArray(), "test");
    Column read = ColumnCodec.read(reader, column.size());
    reader.expectEnd();
    return read;
  }

  private static List<Integer> members(EventSet set) {
    List<Integer> members = new ArrayList<>();
    for (int i = set.firstFrom(0); i >= 0; i = set.firstFrom(i + 1)) {
      members.add(i);
    }
    return members;
  }

  @ParameterizedTest
  @CsvSource({"1,1,1", "2,64,3", "3,65,300", "4,1000,7", "5,1024,256", "6,3000,2000"})
  void shouldAnswerLikeAListWhenValuesAreRandom(long seed, int events, int terms) {
    // Given
    RandomGenerator random = random(seed);
    List<Set<String>> values = values(random, events, terms);
    Column column = roundTrip(column(values));
    assertThat(column).isEqualTo(column(values));

    for (int round = 0; round < 50; round++) {
      int from = random.nextInt(events);
      int count = random.nextInt(events - from) + 1;
      String value = random.nextInt(5) == 0 ? "" : "arn:aws:s3:::" + random.nextInt(terms + 2);

      // When
      int code = column.code(value.getBytes(UTF_8));
      EventSet found = column.with(code, from, count);
      Column slice = column.slice(from, count);
      EventSet inSlice = slice.with(slice.code(value.getBytes(UTF_8)), 0, count);

      // Then
      List<Integer> expected = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        if (values.get(from + i).contains(value)) {
          expected.add(i);
        }
      }
      assertThat(members(found)).as("%s from %s, %s", value, from, count).isEqualTo(expected);
      assertThat(members(inSlice)).isEqualTo(expected);
      assertThat(slice).isEqualTo(column(values.subList(from, from + count)));
    }
  }

  @Test
  void shouldCountEachValueWhenSomeEventsAreAsked() {
    // Given
    RandomGenerator random = random(9);
    List<Set<String>> values = values(random, 2_000, 40);
    Column column = column(values);
    EventSet set = EventSet.none(500);
    Map<String, Long> expected = new HashMap<>();
    for (int i = 0; i < 500; i++) {
      if (random.nextBoolean()) {
        set.add(i);
        Set<String> own = values.get(700 + i);
        own.forEach(v -> expected.merge(v, 1L, Long::sum));
        expected.merge("none", own.isEmpty() ? 1L : 0L, Long::sum);
      }
    }

    // When
    long[] tally = new long[column.termCount() + 1];
    column.tally(set, 700, tally);

    // Then
    Map<String, Long> found = new HashMap<>(Map.of("none", tally[0]));
    for (int code = 1; code < tally.length; code++) {
      if (tally[code] > 0) {
        found.put(TermText.text(column.term(code)), tally[code]);
      }
    }
    assertThat(found).isEqualTo(expected);
  }

  @Test
  void shouldHoldTheSameWhenColumnsAreJoined() {
    // Given
    List<Set<String>> values = values(random(10), 900, 500);
    var joined = new ColumnBuilder(10);

    // When
    joined.addAll(column(values.subList(0, 300)), 0);
    joined.addAll(column(values.subList(300, 301)), 300);
    joined.addAll(column(values.subList(301, 900)), 301);

    // Then
    assertThat(joined.build(900)).isEqualTo(column(values));
  }

  @Test
  void shouldNeverFailOtherwiseThanAsDamageWhenBytesAreChanged() {
    // Given
    RandomGenerator random = random(11);
    var bytes = new ByteWriter(16);
    ColumnCodec.write(column(values(random, 200, 60)), bytes);
    int read = 0;

    for (int round = 0; round < 5_000; round++) {
      byte[] changed = bytes.toByteArray();
      for (int i = random.nextInt(3); i >= 0; i--) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      }

      // When, Then
      try {
        Column column = ColumnCodec.read(new ByteReader(changed, "test"), 200);
        column.with(column.code("arn:aws:s3:::7".getBytes(UTF_8)), 0, 200);
        column.tally(EventSet.all(200), 0, new long[column.termCount() + 1]);
        read++;
      } catch (DamagedException _) {
        // As it should.
      }
    }
    assertThat(read).isLessThan(5_000);
  }

  @Test
  void shouldKeepValuesApartWhenUtf8CannotHoldThem() {
    String big = "x".repeat(5_000);
    List<String> values =
        List.of("\ud800", "\udc00", "?", "\ufffd", "\0", "", big, big + "y", "\ud83d\ude00");
    Set<String> terms = new LinkedHashSet<>();
    values.forEach(v -> terms.add(new String(TermText.of(v), ISO_8859_1)));
    assertThat(terms).hasSize(values.size());
    assertThat(TermText.of(big)).hasSizeLessThanOrEqualTo(TermText.MAX_BYTES);
  }
}
