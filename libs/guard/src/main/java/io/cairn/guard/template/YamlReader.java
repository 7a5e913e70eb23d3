package io.cairn.guard.template;

import io.cairn.guard.GuardDocumentException;
import io.cairn.guard.value.Value;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * YAML text to a tree: the first document only, no aliases, keys that are strings; of a repeated
 * key the last value counts. At most 16 Mi characters and 120 levels.
 */
public final class YamlReader {

  private static final int MAX_DEPTH = 120;
  private static final int MAX_LENGTH = 16 * 1024 * 1024;

  private final Iterator<Event> events;
  private final Scalars scalars;

  private YamlReader(Iterator<Event> events, Scalars scalars) {
    this.events = events;
    this.scalars = scalars;
  }

  /**
   * Reads a text.
   *
   * @throws GuardDocumentException if it is no YAML, with line and column
   */
  public static Value read(String text, Scalars scalars) {
    try {
      var reader = new YamlReader(events(text), scalars);
      var event = reader.next();
      while (event.getEventId() != Event.ID.DocumentStart) {
        if (event.getEventId() == Event.ID.StreamEnd) {
          throw GuardDocumentException.at(1, 1, "it is empty");
        }
        event = reader.next();
      }
      return reader.value(reader.next(), 0);
    } catch (YamlEngineException bad) {
      throw translated(bad);
    }
  }

  static Iterator<Event> events(String text) {
    var settings =
        LoadSettings.builder().setCodePointLimit(MAX_LENGTH).setLabel("the document").build();
    return new Parse(settings).parseString(text).iterator();
  }

  private static GuardDocumentException translated(YamlEngineException bad) {
    var reason = Optional.ofNullable(bad.getMessage()).orElse("no reason given");
    if (bad instanceof MarkedYamlEngineException marked && marked.getProblemMark().isPresent()) {
      var mark = marked.getProblemMark().get();
      var problem = Optional.ofNullable(marked.getProblem()).orElse(reason);
      return GuardDocumentException.at(mark.getLine() + 1, mark.getColumn() + 1, problem);
    }
    return GuardDocumentException.at(1, 1, reason.lines().findFirst().orElse("").strip());
  }

  private Event next() {
    if (!events.hasNext()) {
      throw GuardDocumentException.at(1, 1, "it ends too early");
    }
    return events.next();
  }

  private static GuardDocumentException error(Event event, String reason) {
    return event
        .getStartMark()
        .map(mark -> GuardDocumentException.at(mark.getLine() + 1, mark.getColumn() + 1, reason))
        .orElseGet(() -> GuardDocumentException.at(1, 1, reason));
  }

  private Value value(Event event, int depth) {
    if (depth > MAX_DEPTH) {
      throw error(event, "nested deeper than " + MAX_DEPTH + " levels");
    }
    return switch (event) {
      case ScalarEvent scalar -> {
        var function = ShortTags.function(scalar.getTag());
        boolean plain = scalar.getScalarStyle() == ScalarStyle.PLAIN && function.isEmpty();
        var value = plain ? scalars.plain(scalar.getValue()) : Value.of(scalar.getValue());
        yield wrapped(function, value);
      }
      case SequenceStartEvent list -> wrapped(ShortTags.function(list.getTag()), list(depth));
      case MappingStartEvent map -> wrapped(ShortTags.function(map.getTag()), map(depth));
      case AliasEvent alias -> throw error(alias, "an alias, which is not supported");
      default -> throw error(event, "expected a value");
    };
  }

  /** {@code !Ref x} stands for {@code {Ref: x}}. */
  private static Value wrapped(Optional<String> function, Value value) {
    return function.map(name -> Value.of(Map.of(name, value))).orElse(value);
  }

  private Value list(int depth) {
    var values = new ArrayList<Value>();
    for (var event = next(); event.getEventId() != Event.ID.SequenceEnd; event = next()) {
      values.add(value(event, depth + 1));
    }
    return Value.of(values);
  }

  private Value map(int depth) {
    Map<String, Value> values = new LinkedHashMap<>();
    for (var event = next(); event.getEventId() != Event.ID.MappingEnd; event = next()) {
      if (!(event instanceof ScalarEvent key)) {
        throw error(event, "a key that is no text");
      }
      values.put(key.getValue(), value(next(), depth + 1));
    }
    return Value.of(values);
  }
}
