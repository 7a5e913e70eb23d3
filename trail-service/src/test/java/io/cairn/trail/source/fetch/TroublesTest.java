package io.cairn.trail.source.fetch;

import static io.cairn.trail.source.fetch.ScriptedAws.Answer.s3;
import static io.cairn.trail.source.fetch.ScriptedAws.Answer.sqs;
import static io.cairn.trail.source.fetch.ScriptedAws.Answer.sts;
import static io.cairn.trail.source.fetch.ScriptedAws.Answer.xml;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.cairn.aws.AwsSettings;
import io.cairn.trail.source.Source;
import io.cairn.trail.source.SourceKind;
import io.cairn.trail.source.fetch.ScriptedAws.Answer;
import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** What a person reads when AWS refuses, from AWS's answers as they come over HTTP. */
@NullMarked
class TroublesTest {
  private static final String ROLE = "arn:aws:iam::111122223333:role/cairn";
  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
  private static final Answer SESSION =
      xml(
          200,
          "<AssumeRoleResponse"
              + " xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><AssumeRoleResult>"
              + "<Credentials><AccessKeyId>ASIATEST</AccessKeyId><SecretAccessKey>s</SecretAccessKey>"
              + "<SessionToken>t</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials>"
              + "</AssumeRoleResult></AssumeRoleResponse>");

  @BeforeAll
  static void credentials() {
    System.setProperty("aws.accessKeyId", "AKIATEST");
    System.setProperty("aws.secretAccessKey", "only-for-tests");
  }

  @AfterAll
  static void noCredentials() {
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
  }

  private static Source source(
      String endpoint, @Nullable String role, @Nullable String externalId, boolean payer) {
    return source("eu-west-1", endpoint, role, externalId, payer);
  }

  private static Source source(
      String region,
      @Nullable String endpoint,
      @Nullable String role,
      @Nullable String externalId,
      boolean payer) {
    return new Source(
        UUID.fromString("00000000-0000-7000-8000-000000000001"),
        "test",
        SourceKind.S3_LISTING,
        "trail-bucket",
        "",
        region,
        endpoint,
        endpoint + "/111122223333/trail",
        role,
        externalId,
        null,
        List.of(),
        List.of(),
        null,
        null,
        payer,
        true,
        NOW,
        NOW,
        null,
        NOW,
        0,
        null);
  }

  private static SourceClients clients(int attempts) {
    return new SourceClients(
        AwsSettings.ofDefaults("test").withPrivateEndpoints(true).withAttempts(attempts));
  }

  private static Trouble reading(Source source) {
    S3Client s3 = clients(1).s3(source);
    var failure =
        catchThrowableOfType(
            SdkException.class, () -> s3.getObject(r -> r.bucket("trail-bucket").key("k")).close());
    return Troubles.of(failure, source);
  }

  static Stream<Arguments> objects() {
    return Stream.of(
        Arguments.of(s3(403, "AccessDenied", "Access Denied"), "ACCESS_DENIED", true, false),
        Arguments.of(
            s3(
                403,
                "AccessDenied",
                "User: arn:aws:sts::111122223333:assumed-role/cairn/cairn is not authorized to"
                    + " perform: kms:Decrypt on resource: arn:aws:kms:eu-west-1:111122223333:key/1"
                    + " because no resource-based policy allows the kms:Decrypt action"),
            "KMS_DENIED",
            true,
            false),
        Arguments.of(
            s3(400, "KMS.DisabledException", "arn:aws:kms:eu-west-1:1:key/1 is disabled."),
            "KMS_KEY_UNUSABLE",
            true,
            false),
        Arguments.of(
            s3(
                403,
                "InvalidObjectState",
                "The operation is not valid for the object's storage class"),
            "ARCHIVED",
            true,
            false),
        Arguments.of(
            s3(404, "NoSuchKey", "The specified key does not exist."), "GONE", false, false),
        Arguments.of(
            s3(404, "NoSuchBucket", "The specified bucket does not exist"),
            "NO_SUCH_BUCKET",
            true,
            true),
        Arguments.of(
            s3(
                400,
                "AuthorizationHeaderMalformed",
                "The authorization header is malformed; the region 'eu-west-1' is wrong; expecting"
                    + " 'us-west-2'"),
            "WRONG_REGION",
            true,
            true),
        Arguments.of(
            s3(400, "ExpiredToken", "The provided token has expired."),
            "CREDENTIALS_EXPIRED",
            true,
            true),
        Arguments.of(
            s3(403, "InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist"),
            "CREDENTIALS_WRONG",
            true,
            true),
        Arguments.of(
            s3(403, "InvalidToken", "The provided token is malformed or otherwise invalid."),
            "CREDENTIALS_WRONG",
            true,
            true),
        Arguments.of(
            s3(503, "SlowDown", "Please reduce your request rate."), "THROTTLED", true, true),
        Arguments.of(
            s3(500, "InternalError", "We encountered an internal error."),
            "InternalError",
            true,
            true));
  }

  @ParameterizedTest
  @MethodSource("objects")
  void shouldNameWhyAFileCannotBeRead(
      Answer answer, String code, boolean passes, boolean ofTheSource) throws IOException {
    try (var aws = new ScriptedAws(answer)) {
      Trouble trouble = reading(source(aws.endpoint(), null, null, false));

      assertThat(trouble.problem().code()).isEqualTo(code);
      assertThat(trouble.passes()).isEqualTo(passes);
      assertThat(trouble.ofTheSource()).isEqualTo(ofTheSource);
      assertThat(trouble.problem().remedy()).isNotBlank();
    }
  }

  @Test
  void shouldSayWhereTheBucketLiesWhenItIsInAnotherRegion() throws IOException {
    Answer moved =
        s3(
                301,
                "PermanentRedirect",
                "The bucket you are attempting to access must be addressed using the specified"
                    + " endpoint.")
            .with("x-amz-bucket-region", "us-west-2");
    try (var aws = new ScriptedAws(moved)) {
      Trouble trouble = reading(source(aws.endpoint(), null, null, false));

      assertThat(trouble.problem().code()).isEqualTo("WRONG_REGION");
      assertThat(trouble.problem().remedy()).contains("us-west-2").contains("eu-west-1");
    }
  }

  @Test
  void shouldReadWhenThrottledTwiceAndThenLet() throws IOException {
    Answer slow = s3(503, "SlowDown", "Please reduce your request rate.");
    try (var aws = new ScriptedAws(slow, slow, xml(200, "<x/>"));
        var object = object(source(aws.endpoint(), null, null, false))) {
      assertThat(object.response().contentLength()).isPositive();
      assertThat(aws.asked()).hasSize(3);
    }
  }

  @Test
  void shouldAcceptTheChargesOnlyWhenRequesterPaysIsSet() throws IOException {
    try (var aws = new ScriptedAws(s3(403, "AccessDenied", "Access Denied"))) {
      assertThat(reading(source(aws.endpoint(), null, null, false)).problem().remedy())
          .contains("requesterPays");
      assertThat(reading(source(aws.endpoint(), null, null, true)).problem().remedy())
          .doesNotContain("requesterPays");
    }
    try (var aws = new ScriptedAws(xml(200, "<ListBucketResult/>"))) {
      Source source = source(aws.endpoint(), null, null, true);
      new S3Listing(clients(1).s3(source), source).keys("AWSLogs/", null, null);
      assertThat(aws.asked().getFirst()).contains("payer=requester");
    }
  }

  private static ResponseInputStream<GetObjectResponse> object(Source source) {
    return clients(4).s3(source).getObject(r -> r.bucket("trail-bucket").key("k"));
  }

  static Stream<Arguments> roles() {
    String refused =
        "User: arn:aws:iam::999988887777:user/suite is not authorized to perform: sts:AssumeRole on"
            + " resource: "
            + ROLE;
    return Stream.of(
        Arguments.of(
            sts(403, "AccessDenied", refused), null, "ROLE_DENIED", "set it in the source"),
        Arguments.of(sts(403, "AccessDenied", refused), "wrong", "ROLE_DENIED", "sts:ExternalId"),
        Arguments.of(
            sts(403, "ExpiredToken", "The security token included in the request is expired"),
            null,
            "CREDENTIALS_EXPIRED",
            "Renew"),
        Arguments.of(
            sts(
                403,
                "InvalidClientTokenId",
                "The security token included in the request is invalid."),
            null,
            "CREDENTIALS_WRONG",
            "not enabled"),
        Arguments.of(
            sts(
                403,
                "RegionDisabledException",
                "STS is not activated in this region for account:111122223333."),
            null,
            "REGION_NOT_ENABLED",
            "Enable eu-west-1"),
        Arguments.of(sts(400, "Throttling", "Rate exceeded"), null, "THROTTLED", "again"));
  }

  @ParameterizedTest
  @MethodSource("roles")
  void shouldNameWhyTheRoleCannotBeAssumed(
      Answer answer, @Nullable String externalId, String code, String remedy) throws IOException {
    try (var aws = new ScriptedAws(answer)) {
      Trouble trouble = reading(source(aws.endpoint(), ROLE, externalId, false));

      assertThat(trouble.problem().code()).isEqualTo(code);
      assertThat(trouble.ofTheSource()).isTrue();
      assertThat(trouble.problem().remedy()).contains(remedy);
      assertThat(aws.asked().getFirst()).contains("Action=AssumeRole");
      if (externalId != null) {
        assertThat(aws.asked().getFirst()).contains("ExternalId=wrong");
      }
    }
  }

  @Test
  void shouldNameTheRoleWhenItMayNotReadTheFile() throws IOException {
    try (var aws = new ScriptedAws(SESSION, s3(403, "AccessDenied", "Access Denied"))) {
      Trouble trouble = reading(source(aws.endpoint(), ROLE, null, false));

      assertThat(trouble.problem().code()).isEqualTo("ACCESS_DENIED");
      assertThat(trouble.problem().remedy()).contains(ROLE);
    }
  }

  static Stream<Arguments> queues() {
    return Stream.of(
        Arguments.of(
            sqs(
                400,
                "com.amazonaws.sqs#QueueDoesNotExist",
                "AWS.SimpleQueueService.NonExistentQueue",
                "The specified queue does not exist."),
            "NO_SUCH_QUEUE"),
        Arguments.of(
            sqs(
                403,
                "com.amazon.coral.service#AccessDeniedException",
                "AccessDenied",
                "Access to the resource is denied."),
            "ACCESS_DENIED"),
        Arguments.of(
            sqs(
                400,
                "com.amazonaws.sqs#KmsAccessDenied",
                "KMS.AccessDeniedException",
                "The ciphertext refers to a key that you may not use."),
            "KMS_DENIED"),
        Arguments.of(
            sqs(
                400,
                "com.amazonaws.sqs#KmsDisabled",
                "KMS.DisabledException",
                "The key is disabled."),
            "KMS_KEY_UNUSABLE"),
        Arguments.of(
            sqs(
                400,
                "com.amazonaws.sqs#RequestThrottled",
                "RequestThrottled",
                "The request was throttled."),
            "THROTTLED"));
  }

  @ParameterizedTest
  @MethodSource("queues")
  void shouldNameWhyTheQueueCannotBeRead(Answer answer, String code) throws IOException {
    try (var aws = new ScriptedAws(answer)) {
      Source source = source(aws.endpoint(), null, null, false);
      var sqs = clients(1).sqs(source);
      var failure =
          catchThrowableOfType(
              SdkException.class, () -> sqs.receiveMessage(r -> r.queueUrl(source.queueUrl())));

      assertThat(Troubles.of(failure, source).problem().code()).isEqualTo(code);
    }
  }

  @Test
  void shouldSayUnreachableWhenNobodyAnswers() throws IOException {
    String endpoint;
    try (var aws = new ScriptedAws(SESSION)) {
      endpoint = aws.endpoint();
    }

    Trouble trouble = reading(source(endpoint, null, null, false));

    assertThat(trouble.problem().code()).isEqualTo("UNREACHABLE");
    assertThat(trouble.problem().remedy()).contains(endpoint);
  }

  @ParameterizedTest
  @CsvSource({
    "us-east-1, UNREACHABLE, reaches AWS in us-east-1",
    "us-esat-1, NO_SUCH_REGION, us-esat-1 is a region's name"
  })
  void shouldBlameTheRegionOnlyWhenThereIsNone(String region, String code, String remedy) {
    var noAddress =
        SdkClientException.create(
            "Received an UnknownHostException. See cause for the exact endpoint",
            new UnknownHostException("s3." + region + ".amazonaws.com"));

    Trouble trouble = Troubles.of(noAddress, source(region, null, null, null, false));

    assertThat(trouble.problem().code()).isEqualTo(code);
    assertThat(trouble.problem().remedy()).contains(remedy);
    assertThat(trouble.problem().detail())
        .startsWith("The host s3." + region + ".amazonaws.com has no address")
        .doesNotContain("See cause");
  }

  @Test
  void shouldReadAFileAgainWhenTheConnectionBreaksOff() {
    Trouble trouble =
        Troubles.of(
            new IOException("Premature end of Content-Length"),
            source("http://127.0.0.1:1", null, null, false));

    assertThat(trouble.problem().code()).isEqualTo("BROKEN_OFF");
    assertThat(trouble.passes()).isTrue();
    assertThat(trouble.ofTheSource()).isFalse();
  }
}
