package io.cairn.aws;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.AwsClient;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * SDK clients, one per service and {@link AwsTarget}, all over one HTTP client. Bounded: the least
 * recently used client is closed when there are too many; calls under way on it still end.
 * Thread-safe; close it when the process ends.
 */
public final class AwsClients implements AutoCloseable {

  /** Names the factory that readers of XML are made by, for the whole JVM. */
  static final String XML_FACTORY = "javax.xml.stream.XMLInputFactory";

  static {
    // The SDK makes such a factory for each thread that reads XML, and Java then searches every jar
    // for one. With a virtual thread for each resource that was a fifth of the CPU of a discovery.
    if (System.getProperty(XML_FACTORY) == null) {
      String own = XMLInputFactory.newDefaultFactory().getClass().getName();
      System.setProperty(XML_FACTORY, own);
    }
  }

  private record Key(Class<?> type, AwsTarget target) {}

  private final AwsSettings settings;
  private final EndpointGuard guard;
  private final SdkHttpClient http;
  private final Credentials credentials;
  private final LinkedHashMap<Key, AwsClient> clients = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * Clients with base credentials from the SDK's default chain: environment, profile, SSO, role.
   */
  public AwsClients(AwsSettings settings) {
    this(settings, null);
  }

  /** Clients with given base credentials; null means the default chain. */
  public AwsClients(AwsSettings settings, @Nullable AwsCredentialsProvider base) {
    this.settings = settings;
    this.guard = new EndpointGuard(settings.allowPrivateEndpoints());
    this.http =
        UrlConnectionHttpClient.builder()
            .connectionTimeout(settings.connectTimeout())
            .socketTimeout(settings.readTimeout())
            .build();
    this.credentials = new Credentials(base, target -> client(StsClient.class, target));
  }

  /**
   * The client of a service for a target.
   *
   * @param type the SDK's interface, {@code S3Client.class}
   * @throws EndpointRefusedException if the target's endpoint must not be called
   * @throws IllegalArgumentException if the suite has no use for the service
   */
  public <C extends AwsClient> C client(Class<C> type, AwsTarget target) {
    var key = new Key(type, target);
    synchronized (clients) {
      AwsClient known = clients.get(key);
      if (known != null) {
        return type.cast(known);
      }
    }
    AwsClient made = build(type, target);
    List<AwsClient> surplus = new ArrayList<>();
    AwsClient kept;
    synchronized (clients) {
      AwsClient raced = clients.putIfAbsent(key, made);
      kept = raced == null ? made : raced;
      if (raced != null) {
        surplus.add(made);
      }
      while (clients.size() > settings.maxClients()) {
        surplus.add(clients.pollFirstEntry().getValue());
      }
    }
    surplus.forEach(AwsClient::close);
    return type.cast(kept);
  }

  /** Forgets a target's temporary credentials, so that the next call assumes the role anew. */
  public void renewCredentials(AwsTarget target) {
    credentials.renew(target);
  }

  /** The check of endpoints that these clients apply. */
  public EndpointGuard endpointGuard() {
    return guard;
  }

  /** How many clients are open. */
  int open() {
    synchronized (clients) {
      return clients.size();
    }
  }

  private AwsClient build(Class<?> type, AwsTarget target) {
    URI endpoint = target.endpoint();
    if (endpoint != null) {
      guard.check(endpoint);
    }
    return ClientBuilders.build(
        type,
        new ClientBuilders.Setup() {
          @Override
          public <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> void apply(
              B builder) {
            setUp(builder, target);
          }
        });
  }

  /** Region, endpoint, credentials, timeouts, user agent: the one place for them. */
  private <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> void setUp(
      B builder, AwsTarget target) {
    URI endpoint = target.endpoint();
    builder.httpClient(http);
    builder
        .region(Region.of(target.region()))
        .credentialsProvider(credentials.of(target))
        .overrideConfiguration(override(endpoint));
    if (endpoint != null) {
      builder.endpointOverride(endpoint);
      ClientBuilders.adaptToOwnEndpoint(builder, endpoint);
    }
  }

  private ClientOverrideConfiguration override(@Nullable URI endpoint) {
    var override =
        ClientOverrideConfiguration.builder()
            .apiCallTimeout(settings.callTimeout())
            .retryStrategy(
                settings.attempts() == 1
                    ? AwsRetryStrategy.doNotRetry()
                    : AwsRetryStrategy.standardRetryStrategy().toBuilder()
                        .maxAttempts(settings.attempts())
                        .build())
            .putAdvancedOption(
                SdkAdvancedClientOption.USER_AGENT_SUFFIX, "cairn/" + settings.version());
    if (endpoint != null) {
      override.putAdvancedOption(SdkAdvancedClientOption.DISABLE_HOST_PREFIX_INJECTION, true);
      override.addExecutionInterceptor(new EndpointInterceptor(endpoint, guard));
    }
    return override.build();
  }

  @Override
  public void close() {
    List<AwsClient> all;
    synchronized (clients) {
      all = List.copyOf(clients.values());
      clients.clear();
    }
    all.forEach(AwsClient::close);
    credentials.close();
    http.close();
  }
}
