package io.cairn.config.account;

import io.cairn.aws.AwsCalls;
import io.cairn.aws.AwsClients;
import io.cairn.aws.AwsSettings;
import io.cairn.aws.EndpointGuard;
import io.cairn.aws.RateLimits;
import io.cairn.config.collect.catalog.Collectors;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes what calls AWS, once per process. */
@Singleton
class AwsProducer {

  @Produces
  @Singleton
  AwsClients clients(
      AwsConfig config,
      @ConfigProperty(name = "quarkus.application.version", defaultValue = "dev") String version) {
    return new AwsClients(
        new AwsSettings(
            version,
            config.connectTimeout(),
            config.readTimeout(),
            config.callTimeout(),
            1,
            config.maxClients(),
            config.allowPrivateEndpoints()));
  }

  void close(@Disposes AwsClients clients) {
    clients.close();
  }

  @Produces
  @Singleton
  EndpointGuard endpointGuard(AwsClients clients) {
    return clients.endpointGuard();
  }

  @Produces
  @Singleton
  RandomGenerator random() {
    return new Random();
  }

  @Produces
  @Singleton
  AwsCalls calls(AwsClients clients, AwsConfig config, Clock clock, RandomGenerator random) {
    return new AwsCalls(
        clients,
        new RateLimits(clock, config.rateFactor()),
        random,
        Thread::sleep,
        config.firstBackoff());
  }

  @Produces
  @Singleton
  Collectors collectors() {
    return new Collectors();
  }
}
