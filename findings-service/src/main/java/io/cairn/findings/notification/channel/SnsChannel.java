package io.cairn.findings.notification.channel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.aws.AwsClients;
import io.cairn.aws.AwsSettings;
import io.cairn.aws.AwsTarget;
import io.cairn.aws.EndpointRefusedException;
import io.cairn.contracts.AccountId;
import io.cairn.findings.notification.NotificationConfig;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishRequest;

/**
 * Publishes messages to topics of SNS: people (e-mail) get the text, machines (SQS, Lambda, HTTP)
 * the JSON. Where both do not fit SNS's 256 KiB, everybody gets the text.
 */
@ApplicationScoped
class SnsChannel {
  private static final int MAX_BYTES = 250 * 1_024;
  private static final Duration CONNECT = Duration.ofSeconds(2);

  private final AwsClients clients;
  private final ObjectMapper json;

  SnsChannel(
      NotificationConfig config,
      ObjectMapper json,
      @ConfigProperty(name = "quarkus.application.version", defaultValue = "dev") String version) {
    this.json = json;
    this.clients =
        new AwsClients(
            new AwsSettings(
                version,
                CONNECT,
                config.timeout(),
                config.timeout(),
                1,
                config.maxTargets(),
                config.allowPrivateAddresses()));
  }

  @PreDestroy
  void stop() {
    clients.close();
  }

  Attempt send(Channel.Sns sns, Outgoing message) {
    var target =
        new AwsTarget(
            new AccountId(sns.accountId()),
            sns.region(),
            sns.roleArn(),
            sns.externalId(),
            sns.endpoint());
    try {
      String id =
          clients.client(SnsClient.class, target).publish(request(sns, message)).messageId();
      return new Attempt.Delivered("SNS message " + id);
    } catch (AwsServiceException e) {
      return failed(sns, e);
    } catch (EndpointRefusedException e) {
      return new Attempt.Refused(String.valueOf(e.getMessage()));
    } catch (SdkException e) {
      return new Attempt.Unavailable("SNS could not be asked: " + e.getMessage(), null);
    }
  }

  private static Attempt failed(Channel.Sns sns, AwsServiceException e) {
    String code = e.awsErrorDetails() == null ? "no code" : e.awsErrorDetails().errorCode();
    String why = "SNS refused to publish to " + sns.topicArn() + ": " + code;
    return e.statusCode() >= 500 || e.isThrottlingException()
        ? new Attempt.Unavailable(why, null)
        : new Attempt.Refused(why);
  }

  private PublishRequest request(Channel.Sns sns, Outgoing message) {
    Map<String, MessageAttributeValue> attributes = new HashMap<>();
    message
        .attributes()
        .forEach(
            (name, value) ->
                attributes.put(
                    name,
                    MessageAttributeValue.builder().dataType("String").stringValue(value).build()));
    var request =
        PublishRequest.builder()
            .topicArn(sns.topicArn())
            .subject(message.subject())
            .messageAttributes(attributes);
    String both = both(message);
    return both.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES
        ? request.messageStructure("json").message(both).build()
        : request.message(message.text()).build();
  }

  private String both(Outgoing message) {
    String machine = new String(message.json(), StandardCharsets.UTF_8);
    Map<String, String> byProtocol = new LinkedHashMap<>();
    byProtocol.put("default", message.text());
    for (String protocol : new String[] {"sqs", "lambda", "http", "https"}) {
      byProtocol.put(protocol, machine);
    }
    try {
      return json.writeValueAsString(byProtocol);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a message cannot be written as JSON", e);
    }
  }
}
