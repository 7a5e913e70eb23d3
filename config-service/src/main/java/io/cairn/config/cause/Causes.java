package io.cairn.config.cause;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.config.database.Columns;
import io.cairn.config.database.Database;
import io.cairn.config.database.Sql;
import io.cairn.config.item.ConfigurationItem;
import io.cairn.config.item.CurrentResource;
import io.cairn.config.item.ItemJson;
import io.cairn.config.item.ItemStore;
import io.cairn.config.item.Origin;
import io.cairn.config.item.ResourceStore;
import io.cairn.contracts.ResourceKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gives the causes of items, as far as the events known by now tell them. */
@ApplicationScoped
public class Causes {
  /** Most items around a page that are weighed with it. */
  private static final int MOST_AROUND = 5_000;

  private final Database database;
  private final ItemStore items;
  private final ItemJson json;
  private final ResourceStore resources;
  private final TouchingEvents events;
  private final CauseConfig config;
  private final CauseJoin join;
  private final FirstCause first;

  Causes(
      Database database,
      ItemStore items,
      ItemJson json,
      ResourceStore resources,
      TouchingEvents events,
      CauseConfig config) {
    this.database = database;
    this.items = items;
    this.json = json;
    this.resources = resources;
    this.events = events;
    this.config = config;
    this.join = new CauseJoin(config.slack(), config.lateness());
    this.first = new FirstCause(config.slack(), config.creationWindow());
  }

  /**
   * The causes of some items of one resource, by state id.
   *
   * @param newestFirst neighbouring items of the resource, newest first
   */
  public Map<Long, Cause> of(ResourceKey key, List<ConfigurationItem> newestFirst) {
    if (newestFirst.isEmpty()) {
      return Map.of();
    }
    List<Sighting> around = around(key, newestFirst);
    Instant earliest = newestFirst.getFirst().captureTime();
    for (ConfigurationItem item : newestFirst) {
      Sighting sighting = sighting(around, item);
      Instant since = sighting.since();
      Instant from =
          since == null
              ? first.earliest(sighting.at(), createdAt(item))
              : since.minus(config.slack()).minusSeconds(1);
      earliest = from.isBefore(earliest) ? from : earliest;
    }
    Instant latest = newestFirst.getFirst().captureTime().plus(config.lateness());
    List<TouchingEvent> touching = events.of(key, earliest, latest);
    Instant lastLook = resources.find(key).map(CurrentResource::observedAt).orElse(Instant.MIN);
    Map<Long, Cause> causes = new HashMap<>();
    for (ConfigurationItem item : newestFirst) {
      Sighting sighting = sighting(around, item);
      causes.put(
          item.stateId(),
          sighting.since() == null
              ? ofFirst(item, touching)
              : join.of(sighting, around, lastLook, touching));
    }
    return causes;
  }

  private Cause ofFirst(ConfigurationItem item, List<TouchingEvent> touching) {
    Instant recordingSince =
        database
            .first(
                Sql.of(
                    "SELECT first_recorded_at FROM resource WHERE account_id = ? AND region = ?"
                        + " ORDER BY first_recorded_at LIMIT 1",
                    item.key().accountId().value(),
                    item.key().region()),
                row -> Columns.instant(row, "first_recorded_at"))
            .orElse(item.captureTime());
    return first.of(
        item.key().resourceType(), item.captureTime(), createdAt(item), recordingSince, touching);
  }

  private @Nullable Instant createdAt(ConfigurationItem item) {
    JsonNode created = json.read(item).path("resourceCreationTime");
    try {
      return created.isTextual() ? OffsetDateTime.parse(created.textValue()).toInstant() : null;
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private static Sighting sighting(List<Sighting> around, ConfigurationItem item) {
    return around.stream()
        .filter(s -> s.stateId() == item.stateId() && s.at().equals(item.captureTime()))
        .findFirst()
        .orElseGet(() -> new Sighting(item.stateId(), item.previousLookAt(), item.captureTime()));
  }

  private List<Sighting> around(ResourceKey key, List<ConfigurationItem> newestFirst) {
    ConfigurationItem newest = newestFirst.getFirst();
    ConfigurationItem oldest = newestFirst.getLast();
    Instant previous = oldest.previousLookAt();
    Instant from =
        (previous == null ? oldest.captureTime() : previous).minus(config.slack()).minusSeconds(1);
    List<ConfigurationItem> envelopes =
        new ArrayList<>(items.envelopes(key, from, newest.captureTime(), MOST_AROUND));
    Optional<ConfigurationItem> next =
        items.following(key, new ItemStore.Place(newest.captureTime(), newest.stateId()));
    next.ifPresent(envelopes::add);
    List<Sighting> sightings = new ArrayList<>();
    @Nullable ConfigurationItem before = null;
    for (ConfigurationItem item : envelopes) {
      sightings.add(new Sighting(item.stateId(), since(item, before), item.captureTime()));
      before = item;
    }
    return sightings;
  }

  /** A pushed item in front of a look's narrows what the look saw change. */
  private static @Nullable Instant since(
      ConfigurationItem item, @Nullable ConfigurationItem before) {
    Instant look = item.previousLookAt();
    if (before == null) {
      return look;
    }
    Instant captured = before.captureTime();
    boolean narrower = before.origin() == Origin.INTAKE && look != null && captured.isAfter(look);
    return look == null || narrower ? captured : look;
  }
}
