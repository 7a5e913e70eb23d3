package io.cairn.config.item;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.config.item.ItemListener.Change;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;

/** Makes items the current ones: rows, edges, the events that tell of them, the listeners. */
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

  /**
   * An item that is to be the current one.
   *
   * @param bytes the message as UTF-8 JSON
   */
  record NewItem(CurrentResource current, ObjectNode message, byte[] bytes) {}

  /** Takes items of resources that differ. */
  void become(Collection<NewItem> items) {
    resources.put(items);
    edges.replace(items);
    publisher.publish(items);
    items.forEach(
        item ->
            metrics
                .counter("cairn.config.items", "status", item.current().status().text())
                .increment());
    tell(items.stream().map(item -> new Change(item.current(), item.bytes())).toList());
  }

  void tell(List<Change> changes) {
    if (!changes.isEmpty()) {
      listeners.forEach(listener -> listener.currentChanged(changes));
    }
  }
}
