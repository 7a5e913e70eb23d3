package io.cairn.findings.notification.delivery;

import io.cairn.messaging.consumer.BatchConsumer;
import io.smallrye.reactive.messaging.annotations.Blocking;
import io.smallrye.reactive.messaging.kafka.KafkaRecordBatch;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes what somebody may want to be told of, and wakes the sender when it is planned. */
@ApplicationScoped
class NotificationConsumer {
  private final BatchConsumer consumer;
  private final DeliveryPlanner planner;
  private final DeliverySender sender;

  NotificationConsumer(BatchConsumer consumer, DeliveryPlanner planner, DeliverySender sender) {
    this.consumer = consumer;
    this.planner = planner;
    this.sender = sender;
  }

  @Incoming("finding-updated-in")
  @Blocking
  CompletionStage<Void> findings(KafkaRecordBatch<String, byte[]> batch) {
    CompletionStage<Void> done = consumer.consume(batch, planner::planFindings);
    sender.wake();
    return done;
  }

  @Incoming("compliance-notified-in")
  @Blocking
  CompletionStage<Void> flips(KafkaRecordBatch<String, byte[]> batch) {
    CompletionStage<Void> done = consumer.consume(batch, planner::planFlips);
    sender.wake();
    return done;
  }
}
