package io.cairn.eventstore;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@NullMarked
class EventScannerTest {
  private static final String MINIMAL = "\"eventID\":\"e1\",\"eventTime\":\"2026-03-04T05:06:07Z\"";

  private final EventScanner scanner = new EventScanner();

  private Scan scan(String text) {
    return scanner.scan(text.getBytes(UTF_8));
  }

  private ScannedEvent event(String text) {
    assertThat(scan(text)).isInstanceOf(ScannedEvent.class);
    return (ScannedEvent) scan(text);
  }

  private Refusal refusal(byte[] bytes) {
    Scan scan = scanner.scan(bytes);
    assertThat(scan).isInstanceOf(Refusal.class);
    return (Refusal) scan;
  }

  @Test
  void shouldTakeEveryAttributeWhenRecordIsComplete() {
    // Given
    String record =
        """
        { "userIdentity": {"type":"AssumedRole","principalId":"AROA1:deploy",
            "arn":"arn:aws:sts::123456789012:assumed-role/ci/deploy","accountId":"123456789012",
            "accessKeyId":"ASIA1","sessionContext":{"sessionIssuer":{"userName":"ci"}}},
          "eventTime":"2026-03-04T05:06:07Z","eventSource":"s3.amazonaws.com",
          "eventName":"Put\\u0042ucket\\/Versioning","awsRegion":"eu-west-1",
          "sourceIPAddress":"198.51.100.7","userAgent":"aws-cli/2","errorCode":"AccessDenied",
          "errorMessage":"no","requestParameters":{"bucketName":"logs-1","n":-1.5e+3},
          "responseElements":null,"eventID":"e1","readOnly":false,
          "resources":[{"type":"AWS::S3::Bucket","ARN":"arn:aws:s3:::logs-1"},{"ARNPrefix":"arn:aws:s3:::logs-1/"}],
          "recipientAccountId":"210987654321","somethingNew":[{},[],true]}
        """;

    // When
    ScannedEvent event = event(record);

    // Then
    assertThat(event)
        .usingRecursiveComparison()
        .ignoringFields("resources")
        .isEqualTo(
            new ScannedEvent(
                "e1",
                Instant.parse("2026-03-04T05:06:07Z"),
                "210987654321",
                "PutBucket/Versioning",
                "s3.amazonaws.com",
                "eu-west-1",
                "deploy",
                "ASIA1",
                false,
                "AccessDenied",
                "no",
                "198.51.100.7",
                "aws-cli/2",
                "arn:aws:sts::123456789012:assumed-role/ci/deploy",
                List.of()));
    assertThat(event.resources())
        .contains(
            new EventResource("AWS::S3::Bucket", "arn:aws:s3:::logs-1"),
            new EventResource("AWS::S3::Bucket", "logs-1"));
  }

  @ParameterizedTest
  @CsvSource({
    "IAMUser,AIDA1,alice,alice",
    "Root,123456789012,my-alias,root",
    "AssumedRole,AROA1:deploy,,deploy",
    "AWSService,,,",
    "WebIdentityUser,accounts.google.com:app:user,joe,joe"
  })
  void shouldDeriveUsernameAsLookupEventsDoes(
      String type,
      @Nullable String principal,
      @Nullable String userName,
      @Nullable String expected) {
    // Given
    String identity =
        "{\"type\":\""
            + type
            + "\",\"principalId\":\""
            + (principal == null ? "" : principal)
            + "\",\"userName\":\""
            + (userName == null ? "" : userName)
            + "\"}";

    // When
    ScannedEvent event = event("{" + MINIMAL + ",\"userIdentity\":" + identity + "}");

    // Then
    assertThat(event.username()).isEqualTo(expected);
  }

  @Test
  void shouldNameWhatAssumeRoleTouchedWhenItIsInRequestAndResponse() {
    // Given
    String record =
        "{"
            + MINIMAL
            + ",\"eventSource\":\"sts.amazonaws.com\",\"requestParameters\":"
            + "{\"roleArn\":\"arn:aws:iam::1:role/team/ci\",\"roleSessionName\":\"s1\"},"
            + "\"responseElements\":{\"credentials\":{\"accessKeyId\":\"ASIA9\"},\"assumedRoleUser\":"
            + "{\"assumedRoleId\":\"AROA1:s1\",\"arn\":\"arn:aws:sts::1:assumed-role/ci/s1\"}}}";

    // When
    ScannedEvent event = event(record);

    // Then
    assertThat(event.resources())
        .containsExactlyInAnyOrder(
            new EventResource("AWS::IAM::Role", "arn:aws:iam::1:role/team/ci"),
            new EventResource("AWS::IAM::Role", "ci"),
            new EventResource("AWS::STS::AssumedRole", "s1"),
            new EventResource("AWS::IAM::AccessKey", "ASIA9"),
            new EventResource("AWS::STS::AssumedRole", "AROA1:s1"),
            new EventResource("AWS::STS::AssumedRole", "arn:aws:sts::1:assumed-role/ci/s1"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{|NOT_JSON|1",
        "[]|NOT_JSON|0",
        "{\"a\":}|NOT_JSON|5",
        "{\"a\":1}x|NOT_JSON|7",
        "{\"a\":01}|NOT_JSON|5",
        "{\"a\":\"\\x\"}|NOT_JSON|6",
        "{\"a\":tru}|NOT_JSON|5",
        "{\"a\":1,}|NOT_JSON|7",
        "{\"a\":1,\"\\u0061\":2}|DUPLICATE_KEY|8",
        "{\"o\":{\"b\":1,\"b\":2}}|DUPLICATE_KEY|13",
        "{\"eventTime\":\"2026-03-04T05:06:07Z\"}|EVENT_ID_INVALID|36",
        "{\"eventID\":\"x\",\"eventTime\":\"yesterday\"}|EVENT_TIME_INVALID|27",
        "{\"eventID\":\"x\",\"eventTime\":\"1999-03-04T05:06:07Z\"}|EVENT_TIME_INVALID|27"
      })
  void shouldSayWhatAndWhereWhenRecordIsBad(String record, RefusalCode code, int offset) {
    // When
    Refusal refusal = refusal(record.getBytes(UTF_8));

    // Then
    assertThat(refusal.code()).isEqualTo(code);
    assertThat(refusal.offset()).isEqualTo(offset);
  }

  @Test
  void shouldRefuseWhenRecordIsTooLargeOrTooDeepOrNotUtf8() {
    // Given
    byte[] large =
        ("{" + MINIMAL + ",\"x\":\"" + "x".repeat(EventScanner.MAX_RECORD_BYTES) + "\"}")
            .getBytes(UTF_8);
    byte[] deep =
        ("{" + MINIMAL + ",\"x\":" + "[".repeat(64) + "]".repeat(64) + "}").getBytes(UTF_8);
    byte[] fits =
        ("{" + MINIMAL + ",\"x\":" + "[".repeat(63) + "]".repeat(63) + "}").getBytes(UTF_8);
    byte[] latin = "{\"x\":\"\u00e9\"}".getBytes(ISO_8859_1);

    // When, Then
    assertThat(refusal(large).code()).isEqualTo(RefusalCode.TOO_LARGE);
    assertThat(refusal(deep).code()).isEqualTo(RefusalCode.TOO_DEEP);
    assertThat(scanner.scan(fits)).isInstanceOf(ScannedEvent.class);
    assertThat(refusal(latin))
        .isEqualTo(new Refusal(RefusalCode.NOT_JSON, 6, "bytes that are not UTF-8"));
  }

  @Test
  void shouldAcceptManyNamesWhenAllDiffer() {
    // Given
    var json = new StringBuilder("{" + MINIMAL);
    for (int i = 0; i < 20_000; i++) {
      json.append(",\"").append(i).append("\":0");
    }

    // When
    Scan scan = scan(json.append('}').toString());

    // Then
    assertThat(scan).isInstanceOf(ScannedEvent.class);
    assertThat(scan("{" + MINIMAL + "}")).isInstanceOf(ScannedEvent.class);
  }

  /** Random damage to a real shape: what Jackson takes strictly, the scanner takes, and no more. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void shouldAgreeWithStrictParserWhenBytesAreDamaged(long seed) {
    // Given
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    ObjectMapper strict =
        new ObjectMapper(
                JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    byte[] original =
        ("{"
                + MINIMAL
                + ",\"n\":[0,-1.5e3,true,null,\"\\u00fc\\n\u20ac\ud83d\ude00\"],\"o\":{\"a\":1,\"b\":{}}}")
            .getBytes(UTF_8);
    String alphabet = "{}[]\",:\\0129.eE+-utfn \n\u00ff";

    for (int round = 0; round < 3_000; round++) {
      byte[] damaged = original.clone();
      for (int i = random.nextInt(3); i >= 0; i--) {
        damaged[random.nextInt(damaged.length)] =
            (byte) alphabet.charAt(random.nextInt(alphabet.length()));
      }

      // When
      Scan scan = scanner.scan(damaged);

      // Then
      boolean takenAsJson =
          !(scan instanceof Refusal(RefusalCode code, var _, var _))
              || (code != RefusalCode.NOT_JSON && code != RefusalCode.DUPLICATE_KEY);
      assertThat(takenAsJson)
          .as("seed %s round %s: %s", seed, round, new String(damaged, UTF_8))
          .isEqualTo(isObject(strict, damaged));
    }
  }

  private static boolean isObject(ObjectMapper strict, byte[] bytes) {
    try {
      JsonNode node = strict.readTree(bytes);
      return node != null && node.isObject();
    } catch (IOException _) {
      return false;
    }
  }
}
