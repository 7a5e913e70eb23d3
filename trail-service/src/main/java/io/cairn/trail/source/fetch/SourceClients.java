package io.cairn.trail.source.fetch;

import io.cairn.trail.source.Source;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/**
 * The AWS clients of sources: one set for each target, over one HTTP client, with explicit
 * timeouts. The least recently used set is closed beyond 64.
 */
@Singleton
class SourceClients {
  private static final int MAX_SETS = 64;
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration READ = Duration.ofSeconds(30);
  private static final Duration CALL = Duration.ofMinutes(2);

  private record Target(
      String region,
      @Nullable URI endpoint,
      @Nullable URI queueEndpoint,
      @Nullable String roleArn,
      @Nullable String externalId) {}

  private record Clients(S3Client s3, SqsClient sqs, @Nullable StsClient sts) {
    void close() {
      s3.close();
      sqs.close();
      if (sts != null) {
        sts.close();
      }
    }
  }

  private final SdkHttpClient http =
      UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(READ).build();
  private final LinkedHashMap<Target, Clients> sets = new LinkedHashMap<>(16, 0.75f, true);

  S3Client s3(Source source) {
    return of(source).s3();
  }

  SqsClient sqs(Source source) {
    return of(source).sqs();
  }

  private synchronized Clients of(Source source) {
    String own = source.endpoint();
    URI endpoint = own == null ? null : URI.create(own);
    String queue = own == null ? null : source.queueUrl();
    var target =
        new Target(
            source.region(),
            endpoint,
            queue == null ? endpoint : URI.create(queue).resolve("/"),
            source.roleArn(),
            source.externalId());
    Clients clients = sets.get(target);
    if (clients == null) {
      clients = build(target);
      sets.put(target, clients);
      if (sets.size() > MAX_SETS) {
        sets.pollFirstEntry().getValue().close();
      }
    }
    return clients;
  }

  private Clients build(Target target) {
    StsClient sts = null;
    AwsCredentialsProvider credentials = DefaultCredentialsProvider.builder().build();
    if (target.roleArn() != null) {
      sts =
          common(StsClient.builder(), target, target.endpoint(), credentials)
              .httpClient(http)
              .build();
      credentials =
          StsAssumeRoleCredentialsProvider.builder()
              .stsClient(sts)
              .refreshRequest(
                  request ->
                      request
                          .roleArn(target.roleArn())
                          .externalId(target.externalId())
                          .roleSessionName("cairn-trail"))
              .build();
    }
    var s3 = common(S3Client.builder(), target, target.endpoint(), credentials).httpClient(http);
    if (target.endpoint() != null) {
      s3.forcePathStyle(true)
          .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
          .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
    }
    SqsClient sqs =
        common(SqsClient.builder(), target, target.queueEndpoint(), credentials)
            .httpClient(http)
            .build();
    return new Clients(s3.build(), sqs, sts);
  }

  private static <B extends AwsClientBuilder<B, C>, C> B common(
      B builder, Target target, @Nullable URI endpoint, AwsCredentialsProvider credentials) {
    builder
        .region(Region.of(target.region()))
        .credentialsProvider(credentials)
        .overrideConfiguration(
            ClientOverrideConfiguration.builder()
                .apiCallTimeout(CALL)
                .putAdvancedOption(SdkAdvancedClientOption.USER_AGENT_SUFFIX, "cairn")
                .build());
    if (endpoint != null) {
      builder.endpointOverride(endpoint);
    }
    return builder;
  }

  synchronized void stop(@Observes ShutdownEvent event) {
    sets.values().forEach(Clients::close);
    sets.clear();
    http.close();
  }
}
