package io.cairn.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.contracts.AccountId;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Set;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.services.sts.StsClient;

/** What the SDK throws where no answer of AWS came, in words of ours. */
@NullMarked
class ClientFailuresTest {

  private static final AwsSettings SETTINGS =
      new AwsSettings(
          "1.2.3", Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(3), 1, 2, true);
  private static final AwsCredentialsProvider KEY =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIAEXAMPLE", "secret"));

  /** A machine on which nobody has set up AWS, with a profile of another kind in its file. */
  private static AwsCredentialsProvider chainWithout(String profiles) {
    ProfileFile file =
        ProfileFile.builder().content(profiles).type(ProfileFile.Type.CONFIGURATION).build();
    return AwsCredentialsProviderChain.of(
        ProfileCredentialsProvider.builder().profileFile(file).profileName("default").build());
  }

  private static AwsFailure call(AwsCredentialsProvider base, URI endpoint) {
    try (var clients = new AwsClients(SETTINGS, base)) {
      var account = new AccountId("111122223333");
      var target = new AwsTarget(account, "us-east-1", null, null, endpoint);
      clients.client(StsClient.class, target).getCallerIdentity();
    } catch (SdkException e) {
      return FailureClassifier.classify(e, Set.of());
    }
    return Assertions.fail("an answer came");
  }

  private static AwsFailure of(String message, Throwable cause) {
    return FailureClassifier.classify(SdkClientException.create(message, cause), Set.of());
  }

  @ParameterizedTest
  @CsvSource({"''", "'[sso-session work]'"})
  void shouldSayInOneSentenceThatThereAreNoCredentials(String profiles) {
    // When
    AwsFailure failure = call(chainWithout(profiles), URI.create("http://127.0.0.1:9"));

    // Then
    assertThat(failure)
        .isEqualTo(
            new AwsFailure.CredentialsRefused(
                "NoCredentials",
                "The suite has no AWS credentials: set AWS_PROFILE, or AWS_ACCESS_KEY_ID and"
                    + " AWS_SECRET_ACCESS_KEY, before ./cairn up, or run it on a machine with an"
                    + " instance role."));
  }

  @ParameterizedTest
  @CsvSource({
    "'The SSO session associated with this profile has expired or is otherwise invalid.'",
    "'Unable to load credentials from any of the providers in the chain: Token is expired'",
    "'Unable to load SSO token'"
  })
  void shouldSayThatTheSsoSessionHasExpired(String words) {
    // When
    AwsFailure failure = FailureClassifier.classify(SdkClientException.create(words), Set.of());

    // Then
    assertThat(failure).isInstanceOf(AwsFailure.CredentialsRefused.class);
    assertThat(failure.code()).isEqualTo("SsoSessionExpired");
    assertThat(failure.message()).contains("aws sso login").hasSizeLessThan(200);
  }

  @Test
  void shouldNameTheHostThatHasNoAddress() {
    // When
    AwsFailure failure =
        of(
            "Received an UnknownHostException. See cause for the exact endpoint",
            SdkClientException.create(
                "Unable to execute", new UnknownHostException("sts.us-east-1.amazonaws.com")));

    // Then
    assertThat(failure).isInstanceOf(AwsFailure.NoEndpoint.class);
    assertThat(failure.message())
        .startsWith("The host sts.us-east-1.amazonaws.com has no address")
        .doesNotContain("See cause");
  }

  @Test
  void shouldTellARefusedConnectionFromOneThatDoesNotAnswer() throws IOException {
    // Given
    AwsFailure silent;
    int port;
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = server.getLocalPort();
      // When
      silent = call(KEY, URI.create("http://127.0.0.1:" + port));
    }
    AwsFailure refused = call(KEY, URI.create("http://127.0.0.1:" + port));

    // Then
    assertThat(silent.code()).isEqualTo("Timeout");
    assertThat(refused.code()).isEqualTo("ConnectionRefused");
    assertThat(silent).isInstanceOf(AwsFailure.Transient.class);
    assertThat(refused).isInstanceOf(AwsFailure.Transient.class);
  }

  @Test
  void shouldTellTroubleWithTheWayAndWithTls() {
    // When / Then
    var untrusted = new SSLHandshakeException("(certificate_unknown) PKIX path building failed");
    assertThat(of("x", untrusted).code()).isEqualTo("CertificateNotTrusted");
    assertThat(of("x", untrusted).message()).contains("trust store").doesNotContain("PKIX");
    assertThat(of("x", new SSLException("Unsupported SSL message")).code()).isEqualTo("TlsFailed");
    assertThat(of("x", new NoRouteToHostException("no")).code()).isEqualTo("NoRoute");
    assertThat(of("x", new ConnectException("no")).code()).isEqualTo("ConnectionRefused");
    assertThat(of("x", new SocketTimeoutException("no")).code()).isEqualTo("Timeout");
    assertThat(of("x", new SocketException("Connection reset")))
        .isEqualTo(
            new AwsFailure.Transient(
                "ConnectionBroken", "The connection to the endpoint broke off: Connection reset"));
    assertThat(FailureClassifier.classify(SdkClientException.create("other"), Set.of()))
        .isEqualTo(new AwsFailure.Transient("SdkClientException", "other"));
  }
}
