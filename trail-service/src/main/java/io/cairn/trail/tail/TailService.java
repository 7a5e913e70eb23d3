package io.cairn.trail.tail;

import io.cairn.contracts.EventBatch;
import io.cairn.contracts.Headers;
import io.cairn.eventstore.EventScanner;
import io.cairn.eventstore.Position;
import io.cairn.eventstore.PredicateMatcher;
import io.cairn.eventstore.ScannedEvent;
import io.cairn.eventstore.StoredEvent;
import io.cairn.eventstore.Window;
import io.cairn.trail.lookup.EventItem;
import io.cairn.trail.lookup.LookupQuery;
import io.cairn.trail.tail.TailPlaces.Place;
import io.cairn.web.page.PageTokens;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Follows what is stored, from the topic on which it is told: there it stays in order, whatever
 * upkeep makes of the blocks, and every replica reads the same. An event that was told twice, after
 * a crash, is shown twice.
 */
@Singleton
class TailService {
  private static final Duration POLL = Duration.ofMillis(500);

  private final TailConsumers consumers;
  private final PageTokens tokens;

  TailService(TailConsumers consumers, PageTokens tokens) {
    this.consumers = consumers;
    this.tokens = tokens;
  }

  /** What comes behind the token, at most {@code limit} events, once there are some. */
  TailPage follow(LookupQuery query, @Nullable String token, int limit, Duration wait) {
    String purpose = "tail-events\n" + query.canonical();
    if (token == null) {
      return new TailPage(List.of(), tokens.seal(purpose, consumers.with(TailService::now)), null);
    }
    var places = TailPlaces.parse(tokens.open(purpose, token));
    return consumers.with(
        consumer -> {
          var reading = new Reading(query, places, limit);
          reading.run(consumer, wait);
          return new TailPage(
              EventItem.of(reading.found),
              tokens.seal(purpose, places.toString()),
              reading.missed ? true : null);
        });
  }

  private static String now(Consumer<String, byte[]> consumer) {
    var places = new TailPlaces();
    consumer
        .endOffsets(consumer.assignment())
        .forEach((partition, end) -> places.put(partition.partition(), new Place(end, 0)));
    return places.toString();
  }

  /** One request's reading; moves its places on. */
  private static final class Reading {
    private final LookupQuery query;
    private final TailPlaces places;
    private final int limit;
    private final List<StoredEvent> found = new ArrayList<>();
    private final EventScanner scanner = new EventScanner();
    private final PredicateMatcher matcher = new PredicateMatcher();
    private boolean missed;

    Reading(LookupQuery query, TailPlaces places, int limit) {
      this.query = query;
      this.places = places;
      this.limit = limit;
    }

    void run(Consumer<String, byte[]> consumer, Duration wait) {
      long deadline = System.nanoTime() + wait.toNanos();
      consumer.assignment().forEach(p -> consumer.seek(p, places.of(p.partition()).offset()));
      do {
        try {
          long left = Math.max(0, deadline - System.nanoTime());
          consumer.poll(left < POLL.toNanos() ? Duration.ofNanos(left) : POLL).forEach(this::take);
        } catch (OffsetOutOfRangeException e) {
          restart(consumer, e.offsetOutOfRangePartitions().keySet());
        }
      } while (found.isEmpty() && System.nanoTime() - deadline < 0);
    }

    /** The broker has deleted what the token stands at, or the topic begins anew. */
    private void restart(Consumer<String, byte[]> consumer, Set<TopicPartition> partitions) {
      missed = true;
      Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions);
      first.forEach(
          (partition, offset) -> {
            places.put(partition.partition(), new Place(offset, 0));
            consumer.seek(partition, offset);
          });
    }

    private void take(ConsumerRecord<String, byte[]> told) {
      if (found.size() == limit) {
        return; // it comes again with the next request
      }
      Place from = places.of(told.partition());
      int index = told.offset() == from.offset() ? from.index() : 0;
      List<byte[]> records = isReplay(told) ? List.of() : records(told);
      while (index < records.size() && found.size() < limit) {
        take(told.key(), records.get(index++));
      }
      places.put(
          told.partition(),
          index < records.size()
              ? new Place(told.offset(), index)
              : new Place(told.offset() + 1, 0));
    }

    /** A dead letter that one consumer wants again is not stored again. */
    private static boolean isReplay(ConsumerRecord<String, byte[]> told) {
      return told.headers().lastHeader(Headers.REPLAY_FOR) != null;
    }

    private static List<byte[]> records(ConsumerRecord<String, byte[]> told) {
      Header lengths = told.headers().lastHeader(Headers.LENGTHS);
      return EventBatch.parse(
              told.value(),
              lengths == null ? null : new String(lengths.value(), StandardCharsets.UTF_8))
          .records();
    }

    private void take(String account, byte[] bytes) {
      if (scanner.scan(bytes) instanceof ScannedEvent event
          && holds(query.window(), event.eventTime())
          && matcher.matches(query.predicate(), event, account, bytes)) {
        found.add(
            new StoredEvent(new Position(event.eventTime(), event.eventId(), account), bytes));
      }
    }

    private static boolean holds(Window window, Instant time) {
      Instant from = window.from();
      Instant to = window.to();
      return (from == null || !time.isBefore(from)) && (to == null || !time.isAfter(to));
    }
  }
}
