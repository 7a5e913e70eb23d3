package io.cairn.trail.source.fetch;

import io.cairn.aws.AwsClients;
import io.cairn.aws.AwsSettings;
import io.cairn.aws.AwsTarget;
import io.cairn.contracts.AccountId;
import io.cairn.trail.source.AwsConfig;
import io.cairn.trail.source.Source;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The AWS clients of sources. Where a source has an endpoint of its own, its queue is asked at the
 * host of the queue's URL.
 */
@Singleton
class SourceClients {
  private final AwsClients clients;

  @Inject
  SourceClients(
      AwsConfig config, @ConfigProperty(name = "quarkus.application.version") String version) {
    this(AwsSettings.ofDefaults(version).withPrivateEndpoints(config.allowPrivateEndpoints()));
  }

  SourceClients(AwsSettings settings) {
    this.clients = new AwsClients(settings);
  }

  S3Client s3(Source source) {
    return clients.client(S3Client.class, target(source, endpoint(source)));
  }

  SqsClient sqs(Source source) {
    URI endpoint = endpoint(source);
    String queue = source.queueUrl();
    return clients.client(
        SqsClient.class,
        target(
            source, endpoint == null || queue == null ? endpoint : URI.create(queue).resolve("/")));
  }

  private static @Nullable URI endpoint(Source source) {
    String endpoint = source.endpoint();
    return endpoint == null ? null : URI.create(endpoint);
  }

  /**
   * The account tells targets apart and no more: the role's, else the source's, else the suite's.
   */
  private static AwsTarget target(Source source, @Nullable URI endpoint) {
    String role = source.roleArn();
    String own = source.accountId();
    AccountId account =
        role != null
            ? new AccountId(role.split(":", 6)[4])
            : own != null ? new AccountId(own) : AccountId.SUITE;
    return new AwsTarget(account, source.region(), role, source.externalId(), endpoint);
  }

  void stop(@Observes ShutdownEvent event) {
    clients.close();
  }
}
