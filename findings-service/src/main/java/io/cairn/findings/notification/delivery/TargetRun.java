package io.cairn.findings.notification.delivery;

import io.cairn.findings.notification.NotificationConfig;
import io.cairn.findings.notification.channel.Attempt;
import io.cairn.findings.notification.channel.Channels;
import io.cairn.findings.notification.channel.Outgoing;
import io.cairn.findings.notification.message.MessageWriter;
import io.cairn.findings.notification.target.Target;
import io.cairn.findings.notification.target.TargetTable;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what is due for one target, oldest first, one at a time. A message that the receiver
 * refuses is tried again later and holds up no other; a receiver that takes nothing is left alone
 * for a growing pause, with its messages in order.
 */
@ApplicationScoped
class TargetRun {
  private static final Logger LOGGER = LoggerFactory.getLogger(TargetRun.class);
  private static final int MOST_DOUBLINGS = 20;

  private final DeliveryQueue queue;
  private final DeliveryComposer composer;
  private final TargetTable targets;
  private final MessageWriter messages;
  private final Channels channels;
  private final NotificationConfig config;
  private final MeterRegistry meters;

  TargetRun(
      DeliveryQueue queue,
      DeliveryComposer composer,
      TargetTable targets,
      MessageWriter messages,
      Channels channels,
      NotificationConfig config,
      MeterRegistry meters) {
    this.queue = queue;
    this.composer = composer;
    this.targets = targets;
    this.messages = messages;
    this.channels = channels;
    this.config = config;
    this.meters = meters;
  }

  /** Sends until nothing is due, the target does not answer, or {@code stop} says so. */
  void send(UUID targetId, Duration lease, BooleanSupplier stop) {
    @Nullable Duration pause = null;
    try {
      while (pause == null && !stop.getAsBoolean()) {
        Optional<Target> target = targets.find(targetId).filter(Target::enabled);
        target.ifPresent(t -> QuarkusTransaction.requiringNew().run(() -> composer.compose(t)));
        Optional<Delivery> next =
            target.isEmpty() ? Optional.empty() : queue.claim(targetId, lease);
        if (target.isEmpty() || next.isEmpty()) {
          break;
        }
        pause = sendOne(target.get(), next.get());
        queue.renew(targetId, lease);
      }
    } catch (RuntimeException e) {
      LOGGER
          .atError()
          .setCause(e)
          .addKeyValue("targetId", targetId)
          .log("a notification could not be prepared; it is tried again");
      pause = config.longestTargetPause();
    }
    queue.release(targetId, pause);
  }

  /** The pause that the target needs, or null to go on. */
  private @Nullable Duration sendOne(Target target, Delivery claimed) {
    Optional<Outgoing> message = messages.write(claimed.deliveryId(), claimed.change(), target);
    if (message.isEmpty()) {
      queue.dead(claimed.deliveryId(), "what it tells of is no longer there");
      return null;
    }
    Attempt attempt = channels.send(target.id(), target.channel(), message.get());
    meters.counter("cairn.findings.deliveries.attempts", "outcome", outcome(attempt)).increment();
    return switch (attempt) {
      case Attempt.Delivered(_) -> {
        queue.delivered(claimed.deliveryId());
        queue.answered(target.id());
        yield null;
      }
      case Attempt.Refused(String why) -> {
        failed(claimed, backoff(claimed.attempts(), config.longestPause()), why);
        queue.answered(target.id());
        yield null;
      }
      case Attempt.Unavailable(String why, @Nullable Duration retryAfter) -> {
        Duration pause = backoff(queue.failed(target.id()), config.longestTargetPause());
        Duration wait = retryAfter != null && retryAfter.compareTo(pause) > 0 ? retryAfter : pause;
        failed(claimed, wait, why);
        yield wait;
      }
    };
  }

  private void failed(Delivery delivery, Duration pause, String why) {
    boolean last = delivery.attempts() >= config.maxAttempts();
    LOGGER
        .atWarn()
        .addKeyValue("targetId", delivery.targetId())
        .addKeyValue("deliveryId", delivery.deliveryId())
        .addKeyValue("attempt", delivery.attempts())
        .addKeyValue("error", why)
        .log(last ? "a notification is given up" : "a notification was not taken; trying again");
    if (last) {
      queue.dead(delivery.deliveryId(), why);
    } else {
      queue.retry(delivery.deliveryId(), pause, why);
    }
  }

  private static String outcome(Attempt attempt) {
    return switch (attempt) {
      case Attempt.Delivered(_) -> "delivered";
      case Attempt.Refused(_) -> "refused";
      case Attempt.Unavailable(_, _) -> "unavailable";
    };
  }

  /** Doubles with each failure; half of it is left to chance, so that replicas spread. */
  private Duration backoff(int failures, Duration longest) {
    long doubled =
        config.firstPause().toMillis() << Math.min(Math.max(failures - 1, 0), MOST_DOUBLINGS);
    long millis = Math.min(doubled, longest.toMillis());
    return Duration.ofMillis(millis / 2 + ThreadLocalRandom.current().nextLong(millis / 2 + 1));
  }
}
