package io.cairn.config.item;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.List;

/** Makes an item the current one: its row, its edges, the event that tells of it, the listeners. */
@Singleton
class CurrentItems {
  private final ResourceStore resources;
  private final EdgeStore edges;
  private final ItemPublisher publisher;
  private final MeterRegistry metrics;
  private final List<ItemListener> listeners;

  CurrentItems(
      ResourceStore resources,
      EdgeStore edges,
      ItemPublisher publisher,
      MeterRegistry metrics,
      @All List<ItemListener> listeners) {
    this.resources = resources;
    this.edges = edges;
    this.publisher = publisher;
    this.metrics = metrics;
    this.listeners = listeners;
  }

  void become(CurrentResource current, ObjectNode message, byte[] bytes) {
    resources.put(current, message);
    edges.replace(current.key(), message);
    publisher.publish(current.key(), message, bytes);
    metrics.counter("cairn.config.items", "status", current.status().text()).increment();
    tell(current, bytes);
  }

  void tell(CurrentResource current, byte[] message) {
    listeners.forEach(listener -> listener.currentChanged(current, message));
  }
}
