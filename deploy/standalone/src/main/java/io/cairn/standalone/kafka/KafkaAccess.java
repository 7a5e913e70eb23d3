package io.cairn.standalone.kafka;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.security.plain.PlainLoginModule;
import org.jspecify.annotations.Nullable;

/**
 * How a client reaches the broker.
 *
 * @param bootstrapServers host:port, comma separated
 * @param securityProtocol as Kafka names it
 * @param saslMechanism null without SASL
 * @param saslJaasConfig null without SASL
 */
public record KafkaAccess(
    String bootstrapServers,
    String securityProtocol,
    @Nullable String saslMechanism,
    @Nullable String saslJaasConfig) {

  /** Access by user and password, in clear: for loopback alone. */
  public static KafkaAccess plain(String bootstrapServers, String user, String password) {
    return new KafkaAccess(
        bootstrapServers,
        "SASL_PLAINTEXT",
        "PLAIN",
        "%s required username=\"%s\" password=\"%s\";"
            .formatted(PlainLoginModule.class.getName(), user, password));
  }

  /** The Kafka client's settings. */
  public Map<String, Object> clientSettings() {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("bootstrap.servers", bootstrapServers);
    settings.put("security.protocol", securityProtocol);
    if (saslMechanism != null && saslJaasConfig != null) {
      settings.put("sasl.mechanism", saslMechanism);
      settings.put("sasl.jaas.config", saslJaasConfig);
    }
    return settings;
  }

  /** The environment of a service process. */
  public Map<String, String> environment() {
    Map<String, String> environment = new LinkedHashMap<>();
    clientSettings()
        .forEach(
            (name, value) ->
                environment.put(
                    "KAFKA_" + name.toUpperCase(Locale.ROOT).replace('.', '_'), value.toString()));
    return environment;
  }

  /** Hides the password. */
  @Override
  public String toString() {
    return securityProtocol + "://" + bootstrapServers;
  }
}
