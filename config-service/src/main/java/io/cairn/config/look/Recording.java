package io.cairn.config.look;

import io.cairn.config.item.ItemRecorder;
import io.cairn.config.item.ObservedResource;
import io.cairn.config.sighting.Sightings;
import io.cairn.contracts.ResourceKey;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/** Where looks leave what they show: the item, and the names the resource goes by. */
@Singleton
class Recording {

  private final ItemRecorder recorder;
  private final Sightings sightings;

  Recording(ItemRecorder recorder, Sightings sightings) {
    this.recorder = recorder;
    this.sightings = sightings;
  }

  ItemRecorder.Outcome found(ObservedResource resource) {
    ItemRecorder.Outcome outcome = recorder.record(resource);
    sightings.seen(List.of(resource));
    return outcome;
  }

  void gone(ResourceKey key, Instant at) {
    recorder.recordDeleted(key, at);
    sightings.gone(key);
  }
}
