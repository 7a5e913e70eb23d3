package io.cairn.findings.notification.channel;

import jakarta.inject.Singleton;
import java.util.UUID;

/** Sends a message the way its target wants it. */
@Singleton
public class Channels {
  private final WebhookChannel webhooks;
  private final SnsChannel topics;

  Channels(WebhookChannel webhooks, SnsChannel topics) {
    this.webhooks = webhooks;
    this.topics = topics;
  }

  /** One attempt; takes at most the configured time and never throws for what the receiver does. */
  public Attempt send(UUID targetId, Channel channel, Outgoing message) {
    return switch (channel) {
      case Channel.Webhook webhook -> webhooks.send(targetId, webhook, message);
      case Channel.Sns sns -> topics.send(sns, message);
    };
  }
}
