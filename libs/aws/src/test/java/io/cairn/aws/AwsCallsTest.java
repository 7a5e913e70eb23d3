package io.cairn.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.aws.recorded.RecordedAws;
import io.cairn.aws.recorded.Scenario;
import io.cairn.contracts.AccountId;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;

/** Clients and calls against an endpoint that checks signatures. */
@NullMarked
class AwsCallsTest {

  private static final String ROLE = "arn:aws:iam::111122223333:role/cairn-read-only";
  private static final AwsSettings SETTINGS =
      new AwsSettings(
          "1.2.3", Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(9), 1, 2, true);

  private final RecordedAws aws = RecordedAws.start(Scenario.sample());
  private final AwsClients clients = new AwsClients(SETTINGS, base(Scenario.SAMPLE_SECRET_KEY));
  private final List<Duration> waits = new ArrayList<>();
  private final AwsCalls calls = calls(clients);

  private static AwsCredentialsProvider base(String secret) {
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(Scenario.SAMPLE_ACCESS_KEY, secret));
  }

  private AwsCalls calls(AwsClients of) {
    return new AwsCalls(of, new RateLimits(Clock.systemUTC(), 1), new Random(1), waits::add);
  }

  @AfterEach
  void close() {
    clients.close();
    aws.close();
  }

  private AwsTarget target(@Nullable String role, @Nullable String externalId) {
    return new AwsTarget(
        new AccountId("111122223333"), "us-east-1", role, externalId, aws.endpoint());
  }

  private static String who(AwsCalls by, AwsTarget target) {
    return by.call(
        target,
        StsClient.class,
        "sts:GetCallerIdentity",
        Set.of(),
        sts -> sts.getCallerIdentity().arn());
  }

  @Test
  void shouldCallAsTheBaseCredentialsOrThroughTheRole() {
    // When / Then
    assertThat(who(calls, target(null, null))).isEqualTo("arn:aws:iam::111122223333:user/cairn");
    assertThat(who(calls, target(ROLE, "cairn-example")))
        .isEqualTo("arn:aws:sts::111122223333:assumed-role/cairn-read-only/cairn");
  }

  @Test
  void shouldSayThatTheCredentialsAreRefusedWhenTheExternalIdIsWrong() {
    assertThatThrownBy(() -> who(calls, target(ROLE, "guess")))
        .isInstanceOfSatisfying(
            AwsCallFailedException.class,
            e -> assertThat(e.failure()).isInstanceOf(AwsFailure.CredentialsRefused.class));
  }

  @Test
  void shouldBeRefusedWhenTheSecretIsWrong() {
    // Given
    try (var wrong = new AwsClients(SETTINGS, base("not the secret"))) {
      // When / Then
      assertThatThrownBy(() -> who(calls(wrong), target(null, null)))
          .hasMessageContaining("SignatureDoesNotMatch");
    }
  }

  @Test
  void shouldAssumeTheRoleAnewWhenTheSessionHasExpired() {
    // Given
    who(calls, target(ROLE, "cairn-example"));
    aws.scenario().expireSessions();

    // When
    String again = who(calls, target(ROLE, "cairn-example"));

    // Then
    assertThat(again).endsWith("assumed-role/cairn-read-only/cairn");
    assertThat(aws.scenario().faults().count("sts:AssumeRole")).isEqualTo(2);
  }

  @Test
  void shouldWaitLongerEachTimeAndGiveUpAfterFiveWhenThrottled() {
    // Given
    aws.scenario().faults().throttle("ec2:DescribeVpcs", 100);

    // When / Then
    assertThatThrownBy(
            () ->
                calls.call(
                    target(null, null),
                    Ec2Client.class,
                    "ec2:DescribeVpcs",
                    Set.of(),
                    Ec2Client::describeVpcs))
        .isInstanceOfSatisfying(
            AwsCallFailedException.class,
            e -> assertThat(e.failure()).isInstanceOf(AwsFailure.Throttled.class));
    assertThat(aws.scenario().faults().count("ec2:DescribeVpcs")).isEqualTo(5);
    assertThat(waits.stream().filter(w -> w.toMillis() >= 200)).hasSizeGreaterThanOrEqualTo(4);
  }

  @Test
  void shouldKeepNoMoreClientsThanAllowed() {
    // When
    clients.client(StsClient.class, target(null, null));
    clients.client(Ec2Client.class, target(null, null));
    S3Client s3 = clients.client(S3Client.class, target(null, null));

    // Then
    assertThat(clients.open()).isEqualTo(2);
    assertThat(clients.client(S3Client.class, target(null, null))).isSameAs(s3);
    assertThat(s3.listBuckets().buckets()).hasSize(3);
  }

  @Test
  void shouldRefuseAPrivateEndpointWhenItIsNotAllowed() {
    // Given
    try (var strict = new AwsClients(SETTINGS.withPrivateEndpoints(false), base("any"))) {
      // When / Then
      assertThatThrownBy(() -> strict.client(StsClient.class, target(null, null)))
          .isInstanceOf(EndpointRefusedException.class);
    }
  }
}
