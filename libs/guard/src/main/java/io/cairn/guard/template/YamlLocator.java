package io.cairn.guard.template;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;

/** Finds where a value of a YAML text stands, by reading the text again along the way to it. */
public final class YamlLocator {

  private final Iterator<Event> events;
  private Position last = new Position(1, 1);

  private YamlLocator(Iterator<Event> events) {
    this.events = events;
  }

  /** The place of the value at the end of a path, or of the last one on the way that is there. */
  public static Position locate(String text, List<String> path) {
    var locator = new YamlLocator(YamlReader.events(text));
    var event = locator.events.next();
    while (!(event instanceof NodeEvent)) {
      event = locator.events.next();
    }
    locator.note(event);
    locator.find(event, path);
    return locator.last;
  }

  private void find(Event event, List<String> path) {
    // The name of a short tag's function is the tag itself, so its place is that of the whole.
    boolean tagged = !path.isEmpty() && ShortTags.function(tag(event)).isPresent();
    var rest = tagged ? path.subList(1, path.size()) : path;
    switch (event) {
      case MappingStartEvent _ when !rest.isEmpty() -> inMap(rest);
      case SequenceStartEvent _ when !rest.isEmpty() -> inList(rest);
      default -> {
        // A scalar has nothing inside.
      }
    }
  }

  private static Optional<String> tag(Event event) {
    return switch (event) {
      case MappingStartEvent map -> map.getTag();
      case SequenceStartEvent list -> list.getTag();
      default -> Optional.empty();
    };
  }

  private void note(Event event) {
    event
        .getStartMark()
        .ifPresent(mark -> last = new Position(mark.getLine() + 1, mark.getColumn() + 1));
  }

  private void inMap(List<String> path) {
    for (var key = events.next(); key.getEventId() != Event.ID.MappingEnd; key = events.next()) {
      var value = events.next();
      if (key instanceof ScalarEvent scalar && scalar.getValue().equals(path.getFirst())) {
        note(key);
        find(value, path.subList(1, path.size()));
        return;
      }
      skip(value);
    }
  }

  private void inList(List<String> path) {
    int index = 0;
    for (var each = events.next();
        each.getEventId() != Event.ID.SequenceEnd;
        each = events.next()) {
      if (Integer.toString(index++).equals(path.getFirst())) {
        note(each);
        find(each, path.subList(1, path.size()));
        return;
      }
      skip(each);
    }
  }

  private void skip(Event event) {
    int depth = 0;
    var at = event;
    while (true) {
      switch (at.getEventId()) {
        case MappingStart, SequenceStart -> depth++;
        case MappingEnd, SequenceEnd -> depth--;
        default -> {
          // Scalars change nothing.
        }
      }
      if (depth == 0) {
        return;
      }
      at = events.next();
    }
  }
}
