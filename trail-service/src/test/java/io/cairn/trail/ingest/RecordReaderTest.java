package io.cairn.trail.ingest;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.cairn.eventstore.EventScanner;
import io.cairn.trail.RealRecords;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The forms in which records come, right and wrong. */
@NullMarked
class RecordReaderTest {
  private static final Instant LATEST = Instant.parse("2026-03-11T00:00:00Z");
  private static final String RECORD = record("e-1");

  private static String record(String id) {
    return "{\"eventID\":\""
        + id
        + "\", \"eventTime\":\"2026-03-04T05:06:07Z\",\"recipientAccountId\":\"111111111111\"}";
  }

  /** What became of a body. */
  private static final class Result implements RecordReader.Sink {
    private final List<String> accepted = new ArrayList<>();
    private final List<String> accounts = new ArrayList<>();
    private final List<RefusedRecord> refused = new ArrayList<>();

    @Override
    public void accepted(String accountId, byte[] bytes) {
      accepted.add(new String(bytes, UTF_8));
      accounts.add(accountId);
    }

    @Override
    public void refused(RefusedRecord refusal, byte[] bytes, long length) {
      refused.add(refusal);
    }
  }

  private static Result read(byte[] body, boolean lines, @Nullable String account)
      throws MalformedInputException {
    var result = new Result();
    new RecordReader(new TestBounds(1 << 24))
        .read(new Payload(body, false, lines, null), account, LATEST, result);
    return result;
  }

  private static Result read(String body) throws MalformedInputException {
    return read(body.getBytes(UTF_8), false, null);
  }

  private static String escaped(String json) {
    return json.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  static Stream<Arguments> wrappings() {
    String event =
        "{\"version\":\"0\",\"id\":\"x\",\"detail-type\":\"AWS API Call via CloudTrail\",\"source\":\"aws.s3\","
            + "\"account\":\"222222222222\",\"resources\":[],\"detail\":%s}";
    String logs =
        "{\"messageType\":\"DATA_MESSAGE\",\"owner\":\"1\",\"logEvents\":[{\"id\":\"1\",\"timestamp\":1,"
            + "\"message\":\"%s\"},{\"id\":\"2\",\"message\":\"%s\"}]}";
    String control =
        "{\"messageType\":\"CONTROL_MESSAGE\",\"logEvents\":[{\"id\":\"\",\"message\":"
            + "\"CWL CONTROL MESSAGE: Checking health of destination Firehose.\"}]}";
    return Stream.of(
        Arguments.of(event.formatted(RECORD), List.of(RECORD)),
        Arguments.of("{\"Records\":[" + event.formatted(RECORD) + "]}", List.of(RECORD)),
        Arguments.of(
            "{\"eventData\": " + RECORD + "}\n{\"eventData\":" + record("e-2") + "}",
            List.of(RECORD, record("e-2"))),
        Arguments.of(
            "{\"auditEvents\":[{\"id\":\"1\",\"eventData\":\"" + escaped(RECORD) + "\"}]}",
            List.of(RECORD)),
        Arguments.of(
            logs.formatted(escaped(RECORD), escaped(record("\u00e9-2"))),
            List.of(RECORD, record("\u00e9-2"))),
        Arguments.of(control, List.of()),
        Arguments.of(
            control + control + logs.formatted(escaped(RECORD), escaped(record("e-3"))),
            List.of(RECORD, record("e-3"))),
        Arguments.of("{\"Records\":[{\"Records\":[" + RECORD + "]}]}", List.of(RECORD)),
        Arguments.of("\ufeff" + RECORD, List.of(RECORD)));
  }

  @ParameterizedTest
  @MethodSource("wrappings")
  void shouldTakeTheRecordOutOfWhatWrapsItByteForByte(String body, List<String> records)
      throws MalformedInputException {
    Result result = read(body);

    assertThat(result.refused).isEmpty();
    assertThat(result.accepted).containsExactlyElementsOf(records);
  }

  @Test
  void shouldTakeTheAccountOfTheWrappingWhenTheRecordNamesNone() throws MalformedInputException {
    String bare = RECORD.replace("recipientAccountId", "was");
    Result result =
        read(
            ("{\"detail-type\":\"AWS Service Event via CloudTrail\",\"account\":\"222222222222\","
                    + "\"detail\":"
                    + bare
                    + "}")
                .getBytes(UTF_8),
            false,
            "333333333333");

    assertThat(result.accounts).containsExactly("222222222222");
    assertThat(result.accepted).containsExactly(bare);
  }

  static Stream<Arguments> strangers() {
    return Stream.of(
        Arguments.of(
            "{\"awsAccountId\":\"1\",\"digestStartTime\":\"2026-01-01T00:00:00Z\",\"logFiles\":[]}",
            "EVENT_ID_INVALID",
            "CloudTrail digest file"),
        Arguments.of(
            "{\"Records\":[{\"eventVersion\":\"2.1\",\"eventTime\":\"2026-03-04T05:06:07Z\",\"s3\":{}}]}",
            "EVENT_ID_INVALID",
            "S3 notification"),
        Arguments.of("{\"s3Bucket\":\"b\",\"s3ObjectKey\":[\"k\"]}", "EVENT_ID_INVALID", "S3_SQS"),
        Arguments.of("{\"Records\":{\"a\":1}}", "EVENT_ID_INVALID", "Records is no list"),
        Arguments.of("{\"Records\":null}", "EVENT_ID_INVALID", "Records is no list"),
        Arguments.of(
            "{\"detail-type\":\"EC2 Instance State-change Notification\",\"detail\":{}}",
            "EVENT_ID_INVALID",
            "EventBridge event of another kind"),
        Arguments.of(
            "{\"auditEvents\":[{\"eventData\":\"{\\\"UID\\\":\\\"u\\\"}\"}]}",
            "EVENT_ID_INVALID",
            "Lake integration"),
        Arguments.of(
            "{\"Records\":[{\"Records\":[{\"Records\":[" + RECORD + "]}]}]}",
            "EVENT_ID_INVALID",
            "nest in each other"),
        Arguments.of(
            "{\"detail-type\":\"AWS API Call via CloudTrail\",\"detail\":{},\"detail\":"
                + RECORD
                + "}",
            "DUPLICATE_KEY",
            "detail"),
        Arguments.of(
            RECORD.replace("}", ",\"eventName\":\"a\",\"eventName\":\"b\"}"),
            "DUPLICATE_KEY",
            "eventName"));
  }

  @ParameterizedTest
  @MethodSource("strangers")
  void shouldSayWhatItIsWhenItIsNoEvent(String body, String code, String sentence)
      throws MalformedInputException {
    Result result = read(body);

    assertThat(result.accepted).isEmpty();
    assertThat(result.refused)
        .singleElement()
        .satisfies(r -> assertThat(r.code()).isEqualTo(code))
        .satisfies(r -> assertThat(r.detail()).contains(sentence));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-04T05:06:07Z, true",
    "2026-03-04T05:06:07.123Z, true",
    "2099-03-04T05:06:07Z, false",
    "1970-01-01T00:00:00Z, false",
    "1772600767, false",
    "04/Mar/2026, false",
    "'', false"
  })
  void shouldRefuseAnEventTimeThatIsNone(String time, boolean accepted)
      throws MalformedInputException {
    Result result = read(RECORD.replace("2026-03-04T05:06:07Z", time));

    assertThat(result.accepted).hasSize(accepted ? 1 : 0);
    if (!accepted) {
      assertThat(result.refused.getFirst().code()).isEqualTo("EVENT_TIME_INVALID");
      assertThat(result.refused.getFirst().detail()).contains("eventTime");
    }
  }

  @ParameterizedTest
  @CsvSource({"Data", "NetworkActivity", "Insight", "Management"})
  void shouldTakeEventsOfEveryCategory(String category) throws MalformedInputException {
    String record = RECORD.replace("}", ",\"eventCategory\":\"" + category + "\"}");

    assertThat(read(record).accepted).containsExactly(record);
  }

  @Test
  void shouldTakeLinesWithMarkCarriageReturnsBlankLinesAndWholeFilesInThem()
      throws MalformedInputException {
    String body =
        "\ufeff" + RECORD + "\r\n\r\n  \n{\"Records\":[" + record("e-2") + "]}\n" + record("e-3");

    Result result = read(body.getBytes(UTF_8), true, null);

    assertThat(result.refused).isEmpty();
    assertThat(result.accepted).containsExactly(RECORD, record("e-2"), record("e-3"));
  }

  @Test
  void shouldTakeARecordOfTheLargestSizeAndRefuseOneByteMore() throws MalformedInputException {
    int filler = EventScanner.MAX_RECORD_BYTES - RECORD.length() - ",\"x\":\"\"".length();
    String largest = RECORD.replace("}", ",\"x\":\"" + "x".repeat(filler) + "\"}");
    String larger = RECORD.replace("}", ",\"x\":\"" + "x".repeat(filler + 1) + "\"}");

    Result result = read("{\"Records\":[" + largest + "," + larger + "," + RECORD + "]}");

    assertThat(largest).hasSize(EventScanner.MAX_RECORD_BYTES);
    assertThat(result.accepted).containsExactly(largest, RECORD);
    assertThat(result.refused.getFirst().code()).isEqualTo("TOO_LARGE");
    assertThat(result.refused.getFirst().index()).isEqualTo(1);
  }

  static Stream<Arguments> formats() throws IOException {
    var zip = new ByteArrayOutputStream();
    try (var out = new ZipOutputStream(zip)) {
      out.putNextEntry(new ZipEntry("a.json"));
      out.write(RECORD.getBytes(UTF_8));
    }
    byte[] gzip = RealRecords.gzip(RECORD.getBytes(UTF_8));
    return Stream.of(
        Arguments.of(zip.toByteArray(), "zip archive"),
        Arguments.of(RealRecords.gzip(gzip), "gzip inside of gzip"),
        Arguments.of(RealRecords.gzip(RECORD.getBytes(UTF_16)), "UTF-8"),
        Arguments.of(RECORD.getBytes(UTF_16), "UTF-8"),
        Arguments.of("PAR1....".getBytes(UTF_8), "Parquet"),
        Arguments.of(new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0}, "zstd"));
  }

  @ParameterizedTest
  @MethodSource("formats")
  void shouldNameTheFormatWhenItIsNoJson(byte[] body, String what) {
    assertThatThrownBy(() -> read(body, false, null))
        .asInstanceOf(type(MalformedInputException.class))
        .satisfies(e -> assertThat(e.code()).isEqualTo(MalformedInputException.Code.UNKNOWN_FORMAT))
        .satisfies(e -> assertThat(e).hasMessageContaining(what));
  }

  @Test
  void shouldReadGzipMembersOneAfterTheOther() throws Exception {
    var two = new ByteArrayOutputStream();
    two.write(RealRecords.gzip(("{\"Records\":[" + RECORD + "]}").getBytes(UTF_8)));
    two.write(RealRecords.gzip(("{\"Records\":[" + record("e-2") + "]}").getBytes(UTF_8)));

    assertThat(read(two.toByteArray(), false, null).accepted)
        .containsExactly(RECORD, record("e-2"));
  }

  /** Whatever is done to a body, it is refused with a sentence or its whole records are kept. */
  @Test
  void shouldNeverFailOtherwiseWhenBytesAreChangedAtRandom() {
    byte[] body =
        ("\ufeff{\"v\":[1,{}],\"Records\":["
                + RECORD
                + ", 7 ,"
                + record("e\\\"2")
                + "],\"t\":{}}\n"
                + "{\"detail-type\":\"AWS API Call via CloudTrail\",\"detail\":"
                + RECORD
                + "}\n{\"logEvents\":[{\"message\":\""
                + escaped(RECORD)
                + "\"}]}")
            .getBytes(UTF_8);
    byte[] special = "{}[]\",:\\ \n\0\u007f".getBytes(UTF_8);
    var random = new Random(20_261_124L);
    int whole = 0;
    for (int round = 0; round < 20_000; round++) {
      byte[] changed =
          Arrays.copyOf(body, random.nextInt(4) == 0 ? random.nextInt(body.length) : body.length);
      for (int i = random.nextInt(3); i > 0 && changed.length > 0; i--) {
        int at = random.nextInt(changed.length);
        changed[at] =
            random.nextBoolean()
                ? special[random.nextInt(special.length)]
                : (byte) random.nextInt();
      }
      try {
        Result result = read(changed, random.nextBoolean(), null);
        whole++;
        result.accepted.forEach(record -> assertThat(record).startsWith("{").endsWith("}"));
      } catch (MalformedInputException e) {
        assertThat(e).hasMessageContaining("at byte");
      }
    }
    assertThat(whole).isBetween(1_000, 19_999);
  }

  /** However a body is cut into pieces on its way, its records are the same. */
  @Test
  void shouldGiveTheSameRecordsWhereverTheBytesAreCut() throws MalformedInputException {
    String body = "{\"Records\":[" + RECORD + ",{\"a\":\"\\\\\"},[1,\"]\"]]} " + RECORD;
    byte[] bytes = body.getBytes(UTF_8);
    List<String> expected = split(new PlainFeed(bytes));
    for (int piece = 1; piece < bytes.length; piece++) {
      var feed = new PlainFeed(bytes);
      byte[] small = new byte[piece];
      ByteFeed cut =
          buffer -> {
            int read = feed.read(small);
            if (read > 0) {
              System.arraycopy(small, 0, buffer, 0, read);
            }
            return read;
          };
      assertThat(split(cut)).isEqualTo(expected);
    }
    assertThat(expected).hasSize(4);
  }

  private static List<String> split(ByteFeed feed) throws MalformedInputException {
    List<String> records = new ArrayList<>();
    RecordSplitter.split(
        feed,
        100,
        new RecordSplitter.Sink() {
          @Override
          public void record(byte[] bytes) {
            records.add(new String(bytes, UTF_8));
          }

          @Override
          public void tooLarge(byte[] beginning, long length) {
            records.add("too large");
          }
        });
    return records;
  }
}
