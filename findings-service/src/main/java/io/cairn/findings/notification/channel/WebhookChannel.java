package io.cairn.findings.notification.channel;

import io.cairn.findings.notification.NotificationConfig;
import io.cairn.findings.notification.channel.AddressGuard.RefusedAddressException;
import io.cairn.findings.notification.channel.WebhookSecrets.SealBrokenException;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLException;

/** Sends messages to webhooks, signed as Standard Webhooks has it. */
@ApplicationScoped
class WebhookChannel {
  private final AddressGuard guard;
  private final TrustedCertificates trusted;
  private final WebhookSecrets secrets;
  private final Clock clock;
  private final NotificationConfig config;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("webhook-timer").factory());

  WebhookChannel(
      AddressGuard guard,
      TrustedCertificates trusted,
      WebhookSecrets secrets,
      Clock clock,
      NotificationConfig config) {
    this.guard = guard;
    this.trusted = trusted;
    this.secrets = secrets;
    this.clock = clock;
    this.config = config;
  }

  @PreDestroy
  void stop() {
    timer.shutdownNow();
  }

  Attempt send(UUID targetId, Channel.Webhook webhook, Outgoing message) {
    try {
      Map<String, String> headers = headers(targetId, webhook, message);
      List<InetAddress> addresses = guard.resolve(webhook.url());
      HttpAnswer answer =
          new HttpPost(trusted, timer, config.timeout())
              .send(webhook.url(), addresses, headers, message.json());
      return attempt(answer);
    } catch (RefusedAddressException | SealBrokenException e) {
      return new Attempt.Refused(String.valueOf(e.getMessage()));
    } catch (UnknownHostException e) {
      return new Attempt.Unavailable(webhook.url().getHost() + " has no address", null);
    } catch (SSLException e) {
      return new Attempt.Unavailable(
          webhook.url().getHost()
              + " is not who it should be, or speaks no TLS: "
              + e.getMessage()
              + "; a private authority is trusted by cairn.findings.notification.trusted-certificates",
          null);
    } catch (IOException e) {
      return new Attempt.Unavailable(
          webhook.url().getHost() + " could not be reached: " + e.getMessage(), null);
    }
  }

  private Map<String, String> headers(UUID targetId, Channel.Webhook webhook, Outgoing message) {
    long timestamp = clock.instant().getEpochSecond();
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/json");
    headers.put("User-Agent", "cairn-webhook/1");
    headers.put("webhook-id", message.id());
    headers.put("webhook-timestamp", Long.toString(timestamp));
    headers.put(
        "webhook-signature",
        secrets.sign(targetId, webhook.sealedSecret(), message.id(), timestamp, message.json()));
    return headers;
  }

  private static Attempt attempt(HttpAnswer answer) {
    if (answer.isSuccess()) {
      return new Attempt.Delivered("HTTP " + answer.status());
    }
    if (answer.isPassing()) {
      return new Attempt.Unavailable(
          "the receiver answered HTTP " + answer.status(), answer.retryAfter());
    }
    String hint =
        answer.status() >= 300 && answer.status() < 400
            ? "; redirects are not followed: set the URL it leads to"
            : "";
    return new Attempt.Refused("the receiver answered HTTP " + answer.status() + hint);
  }
}
