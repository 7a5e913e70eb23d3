package io.cairn.aws;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What it means when no answer of AWS came, in one sentence for the person who runs the suite: the
 * SDK's own texts run to 1,500 characters, or point to a cause that nobody sees.
 */
final class ClientFailures {

  private static final List<String> SSO_ENDED =
      List.of("the sso session associated", "token is expired", "sso token", "sso login");
  private static final List<String> NO_CREDENTIALS =
      List.of("unable to load credentials", "profile file contained no", "failed to load cred");

  private ClientFailures() {}

  /** An endpoint of an account's own that has lost its address, or has an inner one by now. */
  static AwsFailure of(EndpointRefusedException error) {
    String message = String.valueOf(error.getMessage());
    return cause(error, UnknownHostException.class) == null
        ? new AwsFailure.Invalid("EndpointRefused", message)
        : new AwsFailure.NoEndpoint("UnknownHost", message);
  }

  static AwsFailure of(SdkException error) {
    String lower = texts(error).toLowerCase(Locale.ROOT);
    if (SSO_ENDED.stream().anyMatch(lower::contains)) {
      return new AwsFailure.CredentialsRefused(
          "SsoSessionExpired",
          "The SSO session of the suite's AWS profile has expired: run aws sso login with that"
              + " profile; the next call uses the new session.");
    }
    if (NO_CREDENTIALS.stream().anyMatch(lower::contains)) {
      return new AwsFailure.CredentialsRefused(
          "NoCredentials",
          "The suite has no AWS credentials: set AWS_PROFILE, or AWS_ACCESS_KEY_ID and"
              + " AWS_SECRET_ACCESS_KEY, before ./cairn up, or run it on a machine with an instance"
              + " role.");
    }
    return ofNetwork(error);
  }

  private static AwsFailure ofNetwork(SdkException error) {
    UnknownHostException host = cause(error, UnknownHostException.class);
    if (host != null) {
      return new AwsFailure.NoEndpoint(
          "UnknownHost",
          "The host "
              + host.getMessage()
              + " has no address: see that this machine has DNS and a way out, and that the region"
              + " or endpoint is spelled right.");
    }
    if (cause(error, SocketTimeoutException.class) != null
        || cause(error, ApiCallTimeoutException.class) != null
        || cause(error, ApiCallAttemptTimeoutException.class) != null) {
      return new AwsFailure.Transient(
          "Timeout",
          "AWS did not answer in time: see that this machine, or its proxy, lets HTTPS to AWS"
              + " through.");
    }
    return ofConnection(error);
  }

  private static AwsFailure ofConnection(SdkException error) {
    if (cause(error, ConnectException.class) != null) {
      return new AwsFailure.Transient(
          "ConnectionRefused",
          "The connection was refused: nothing listens at the endpoint, or a firewall is in the"
              + " way.");
    }
    if (cause(error, NoRouteToHostException.class) != null) {
      return new AwsFailure.Transient(
          "NoRoute", "This machine has no way to the endpoint's address: see its network.");
    }
    SSLException tls = cause(error, SSLException.class);
    if (tls != null) {
      return ofTls(tls);
    }
    return ofRest(error);
  }

  private static AwsFailure ofTls(SSLException error) {
    boolean distrusted = texts(error).contains("PKIX");
    return new AwsFailure.Transient(
        distrusted ? "CertificateNotTrusted" : "TlsFailed",
        distrusted
            ? "The endpoint's certificate is not one that Java trusts: where a proxy opens TLS, add"
                + " its authority to Java's trust store (JAVA_TOOL_OPTIONS=-Djavax.net.ssl"
                + ".trustStore=FILE before ./cairn up)."
            : "TLS with the endpoint failed: " + error.getMessage());
  }

  private static AwsFailure ofRest(SdkException error) {
    String code = error.getClass().getSimpleName();
    String message = String.valueOf(error.getMessage());
    boolean mayPass = error instanceof SdkClientException && !(error instanceof AbortedException);
    IOException io = cause(error, IOException.class);
    if (mayPass && io != null) {
      return new AwsFailure.Transient(
          "ConnectionBroken", "The connection to the endpoint broke off: " + io.getMessage());
    }
    return mayPass
        ? new AwsFailure.Transient(code, message)
        : new AwsFailure.Unexpected(code, message);
  }

  private static String texts(Throwable error) {
    var all = new StringBuilder();
    for (Throwable e = error; e != null; e = e.getCause()) {
      all.append(e.getMessage()).append('\n');
    }
    return all.toString();
  }

  private static <T extends Throwable> @Nullable T cause(Throwable error, Class<T> type) {
    for (Throwable e = error; e != null; e = e.getCause()) {
      if (type.isInstance(e)) {
        return type.cast(e);
      }
    }
    return null;
  }
}
