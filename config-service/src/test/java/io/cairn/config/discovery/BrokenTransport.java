package io.cairn.config.discovery;

import java.net.UnknownHostException;
import org.jspecify.annotations.NullMarked;
import software.amazon.awssdk.awscore.AwsExecutionAttribute;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/**
 * What a machine does that loses its names of hosts or its credentials: every client of the SDK
 * finds this interceptor on the test's path and throws what the SDK throws then. Kept in a system
 * property, as the SDK may load the class by another loader than the test.
 */
@NullMarked
public final class BrokenTransport implements ExecutionInterceptor {

  private static final String HOSTS = "cairn.test.lost-hosts";
  private static final String HOSTS_FROM = "cairn.test.lost-hosts-from";
  private static final String CREDENTIALS = "cairn.test.lost-credentials";

  /** From now on hosts have no address; {@code which} matches {@code Service/region}. */
  public static void loseHosts(String which) {
    System.setProperty(HOSTS, which);
  }

  /** From the first call on that {@code which} matches, no host has an address. */
  static void loseHostsFrom(String which) {
    System.setProperty(HOSTS_FROM, which);
  }

  static void loseCredentials() {
    System.setProperty(CREDENTIALS, "all");
  }

  /** All is well again. */
  public static void mend() {
    System.clearProperty(HOSTS);
    System.clearProperty(HOSTS_FROM);
    System.clearProperty(CREDENTIALS);
  }

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    String call =
        attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME)
            + "/"
            + attributes.getAttribute(AwsExecutionAttribute.AWS_REGION);
    if (System.getProperty(CREDENTIALS) != null) {
      throw SdkClientException.create(
          "Unable to load credentials from any of the providers in the chain AwsCredentials…");
    }
    String from = System.getProperty(HOSTS_FROM);
    if (from != null && call.matches(from)) {
      loseHosts(".*");
    }
    String lost = System.getProperty(HOSTS);
    if (lost != null && call.matches(lost)) {
      throw SdkClientException.create(
          "Received an UnknownHostException. See cause for the exact endpoint.",
          new UnknownHostException(context.httpRequest().host()));
    }
  }
}
