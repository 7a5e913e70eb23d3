package io.cairn.trail.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.cairn.eventstore.EventScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@NullMarked
class RecordSplitterTest {

  private static final class Found implements RecordSplitter.Sink {
    private final List<String> records = new ArrayList<>();

    @Override
    public void record(byte[] bytes) {
      records.add(new String(bytes, UTF_8));
    }

    @Override
    public void tooLarge(byte[] beginning, long length) {
      records.add("too large: " + length);
    }
  }

  private static List<String> split(String body) throws MalformedInputException {
    var found = new Found();
    RecordSplitter.split(new PlainFeed(body.getBytes(UTF_8)), 1_000, found);
    return found.records;
  }

  static Stream<Arguments> bodies() {
    return Stream.of(
        Arguments.of("{\"Records\":[]}", List.of()),
        Arguments.of("{\"Records\":[{\"a\":1},{\"b\":2}]}", List.of("{\"a\":1}", "{\"b\":2}")),
        Arguments.of(
            "\ufeff\n{ \"v\" : {\"Records\":[1]} ,\n\"Records\" : [ {\"a\" : \"}]\\\"\"}\n,\n{} ] , \"x\":[{}] }\n",
            List.of("{\"a\" : \"}]\\\"\"}", "{}")),
        Arguments.of(
            "{\"a\":1}\n{\"b\":2}\r\n\n{\"c\":[{}]}",
            List.of("{\"a\":1}", "{\"b\":2}", "{\"c\":[{}]}")),
        Arguments.of("{\n  \"a\": \"\\\\\"\n}", List.of("{\n  \"a\": \"\\\\\"\n}")),
        Arguments.of(
            "{\"Records\":[{\"a\":},7,\"x,]\",null,[1]]}",
            List.of("{\"a\":}", "7", "\"x,]\"", "null", "[1]")),
        Arguments.of("{\"Records\":{\"a\":1}}", List.of("{\"Records\":{\"a\":1}}")),
        Arguments.of("{\"Records\":\"[\",\"b\":[1]}", List.of("{\"Records\":\"[\",\"b\":[1]}")),
        Arguments.of(
            "{\"Records\":[{\"a\":1}]}{\"Records\":[{\"b\":2}]}",
            List.of("{\"a\":1}", "{\"b\":2}")));
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void shouldGiveTheRecordsBytesWhenBodyIsWellFormed(String body, List<String> records)
      throws MalformedInputException {
    assertThat(split(body)).containsExactlyElementsOf(records);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x|NOT_RECORDS|0",
        "{}x|NOT_RECORDS|2",
        "[{}]|NOT_RECORDS|0",
        "{\"Records\":[{}{}]}|NOT_RECORDS|14",
        "{\"Records\":[,{}]}|NOT_RECORDS|12",
        "{\"Records\":[{\"a\":1}|TRUNCATED|19",
        "{\"Records\":[{\"a\":\"1|TRUNCATED|19",
        "{\"a\":{}|TRUNCATED|7"
      })
  void shouldSayWhatAndWhereWhenBodyIsMalformed(
      String body, MalformedInputException.Code code, long offset) {
    assertThatThrownBy(() -> split(body))
        .asInstanceOf(type(MalformedInputException.class))
        .satisfies(e -> assertThat(e.code()).isEqualTo(code))
        .satisfies(e -> assertThat(e.offset()).isEqualTo(offset));
  }

  @Test
  void shouldRefuseWhenBodyIsEmpty() {
    assertThatThrownBy(() -> split(" \n"))
        .asInstanceOf(type(MalformedInputException.class))
        .satisfies(e -> assertThat(e.code()).isEqualTo(MalformedInputException.Code.EMPTY));
  }

  @Test
  void shouldKeepNeighboursWhenOneRecordIsTooLarge() throws MalformedInputException {
    String large = "{\"x\":\"" + "x".repeat(EventScanner.MAX_RECORD_BYTES) + "\"}";

    assertThat(split("{\"Records\":[{\"a\":1}," + large + ",{\"b\":2}]}"))
        .containsExactly("{\"a\":1}", "too large: " + large.length(), "{\"b\":2}");
  }

  @Test
  void shouldCutByLineWhenSenderSaysLines() throws MalformedInputException {
    var found = new Found();
    LineSplitter.split(new PlainFeed("{\"a\":\r\n \n{\"b\":2}\nx".getBytes(UTF_8)), 1_000, found);

    assertThat(found.records).containsExactly("{\"a\":", "{\"b\":2}", "x");
  }

  @Test
  void shouldRefuseWhenThereAreTooManyRecords() {
    assertThatThrownBy(
            () -> RecordSplitter.split(new PlainFeed("{}{}{}".getBytes(UTF_8)), 2, new Found()))
        .asInstanceOf(type(MalformedInputException.class))
        .satisfies(
            e -> assertThat(e.code()).isEqualTo(MalformedInputException.Code.TOO_MANY_RECORDS));
  }
}
