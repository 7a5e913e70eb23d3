package io.cairn.trail.source.fetch;

import io.cairn.trail.ledger.LedgerProblem;
import io.cairn.trail.ledger.ObjectRows;
import io.cairn.trail.source.Source;
import io.cairn.trail.source.SourceConfig;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Reads a bucket by its notifications. A message is deleted when everything it names is durable, or
 * is in the ledger as a file that no other try can read; else the queue gives it again.
 */
@Singleton
class QueueDrain {
  private static final Logger LOGGER = LoggerFactory.getLogger(QueueDrain.class);
  private static final int MESSAGES = 10;

  /** Messages that may stay undone before the poll pauses. */
  private static final int OPEN_MESSAGES = 20;

  private final SourceClients clients;
  private final ObjectFetcher fetcher;
  private final ObjectRows objects;
  private final SourceConfig config;
  private final MeterRegistry metrics;

  QueueDrain(
      SourceClients clients,
      ObjectFetcher fetcher,
      ObjectRows objects,
      SourceConfig config,
      MeterRegistry metrics) {
    this.metrics = metrics;
    this.clients = clients;
    this.fetcher = fetcher;
    this.objects = objects;
    this.config = config;
  }

  /** Reads until the queue is empty; the last problem, if there was one, else null. */
  @Nullable LedgerProblem poll(Source source, Turn turn) {
    String queue = Objects.requireNonNull(source.queueUrl(), "a notified source has a queue");
    SqsClient sqs = clients.sqs(source);
    Trouble last = null;
    int open = 0;
    while (open < OPEN_MESSAGES && turn.goesOn()) {
      List<Message> messages = receive(sqs, queue);
      if (messages.isEmpty()) {
        break;
      }
      for (Message message : messages) {
        Trouble trouble = take(source, message);
        if (trouble == null) {
          sqs.deleteMessage(d -> d.queueUrl(queue).receiptHandle(message.receiptHandle()));
          continue;
        }
        last = trouble;
        open = trouble.ofTheSource() ? OPEN_MESSAGES : open + 1;
      }
    }
    return last == null ? null : last.problem();
  }

  private List<Message> receive(SqsClient sqs, String queue) {
    int seconds = (int) Math.min(20, config.queueWait().toSeconds());
    return sqs.receiveMessage(
            r -> r.queueUrl(queue).maxNumberOfMessages(MESSAGES).waitTimeSeconds(seconds))
        .messages();
  }

  /** Null when the message is done with; else why it must come again. */
  private @Nullable Trouble take(Source source, Message message) {
    return switch (NotificationReader.read(message.body())) {
      case Notification.Nothing nothing -> {
        LOGGER
            .atInfo()
            .addKeyValue("source", source.name())
            .addKeyValue("message", nothing.why())
            .log("a message of the queue names no log file");
        yield null;
      }
      case Notification.Unknown unknown -> keepUnknown(source, message, unknown);
      case Notification.Objects written -> read(source, written.written());
    };
  }

  private @Nullable Trouble read(Source source, List<Notification.Written> written) {
    List<Notification.Written> ours = written.stream().filter(o -> isOurs(source, o)).toList();
    written.stream().filter(o -> !ours.contains(o)).forEach(o -> sayWhatIsPassedOver(source, o));
    if (!ours.isEmpty()) {
      objects.announce(
          source.ledgerId(),
          ours.stream().map(o -> ObjectFetcher.name(o.bucket(), o.key())).toList());
    }
    Trouble open = null;
    for (Notification.Written one : ours) {
      Trouble trouble = fetcher.fetch(source, one.bucket(), one.key(), 0);
      open = trouble != null && trouble.passes() ? trouble : open;
    }
    return open;
  }

  /** Digests and insights are announced beside log files wherever a whole bucket notifies. */
  private void sayWhatIsPassedOver(Source source, Notification.Written one) {
    String kind = LogKey.parse(one.key()) == null ? LogKey.kindOfOther(one.key()) : "not-selected";
    metrics.counter("cairn.trail.notified.passed.over", "kind", kind).increment();
    LOGGER
        .atDebug()
        .addKeyValue("source", source.name())
        .addKeyValue("kind", kind)
        .addKeyValue("key", one.key())
        .log("a notified object is no log file of this source");
  }

  /** A foreign message stays on the queue, for its redrive policy, and is named in the ledger. */
  private Trouble keepUnknown(Source source, Message message, Notification.Unknown unknown) {
    var problem =
        new LedgerProblem(
            "UNKNOWN_MESSAGE",
            "the queue holds a message of no known form: " + unknown.beginning(),
            "Send only S3, CloudTrail or EventBridge notifications to this queue, and give it a"
                + " dead-letter queue.");
    objects.unreadable(
        source.ledgerId(),
        "sqs:" + message.messageId(),
        null,
        null,
        new ObjectRows.Trouble(problem.code(), problem.detail(), problem.remedy(), null));
    return new Trouble(problem, true, false);
  }

  private static boolean isOurs(Source source, Notification.Written written) {
    LogKey key = LogKey.parse(written.key());
    if (key == null || (source.bucket() != null && !source.bucket().equals(written.bucket()))) {
      return false;
    }
    LocalDate start = source.startDate();
    return key.prefix().equals(source.prefix())
        && (start == null || !key.day().isBefore(start))
        && (source.accountIds().isEmpty() || source.accountIds().contains(key.accountId()))
        && (source.regions().isEmpty() || source.regions().contains(key.region()));
  }
}
