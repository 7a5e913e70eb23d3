package io.cairn.guard.value;

import io.cairn.guard.GuardEvaluationException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * YAML 1.2 text to a tree, for {@code json_parse}: the first document only, no aliases, keys that
 * are strings, plain scalars read as integer, float, boolean, null or else string.
 */
public final class YamlReader {

  private static final Pattern INT = Pattern.compile("[-+]?[0-9]{1,19}");
  private static final Pattern FLOAT =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");

  private final Iterator<Event> events;

  private YamlReader(Iterator<Event> events) {
    this.events = events;
  }

  public static Value read(String text) {
    var settings =
        LoadSettings.builder().setCodePointLimit(1024 * 1024).setLabel("text to parse").build();
    try {
      var reader = new YamlReader(new Parse(settings).parseString(text).iterator());
      var event = reader.next();
      while (event.getEventId() != Event.ID.DocumentStart) {
        if (event.getEventId() == Event.ID.StreamEnd) {
          throw GuardEvaluationException.of("json_parse was given an empty text");
        }
        event = reader.next();
      }
      return reader.value(reader.next(), 0);
    } catch (YamlEngineException bad) {
      var reason = Optional.ofNullable(bad.getMessage()).orElse("no reason given");
      throw GuardEvaluationException.of(
          "json_parse was given a text that is neither JSON nor YAML: "
              + reason.lines().findFirst().orElse("").strip());
    }
  }

  private Event next() {
    if (!events.hasNext()) {
      throw GuardEvaluationException.of("json_parse was given a text that ends too early");
    }
    return events.next();
  }

  private Value value(Event event, int depth) {
    if (depth > JsonText.MAX_DEPTH) {
      throw GuardEvaluationException.of(
          "json_parse was given a text nested deeper than " + JsonText.MAX_DEPTH + " levels");
    }
    return switch (event) {
      case ScalarEvent scalar -> scalar(scalar);
      case SequenceStartEvent _ -> list(depth);
      case MappingStartEvent _ -> map(depth);
      case AliasEvent _ ->
          throw GuardEvaluationException.of("json_parse was given a text with an alias");
      default -> throw GuardEvaluationException.of("json_parse was given a text without a value");
    };
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
        throw GuardEvaluationException.of("json_parse was given a text with a key that is no text");
      }
      values.put(key.getValue(), value(next(), depth + 1));
    }
    return Value.of(values);
  }

  private static Value scalar(ScalarEvent scalar) {
    var text = scalar.getValue();
    if (scalar.getScalarStyle() != ScalarStyle.PLAIN) {
      return Value.of(text);
    }
    if (INT.matcher(text).matches()) {
      return whole(text);
    }
    if (FLOAT.matcher(text).matches()) {
      return Value.of(Double.parseDouble(text));
    }
    return switch (text) {
      case "true" -> Value.of(true);
      case "false" -> Value.of(false);
      case "", "~", "null", "Null", "NULL" -> Value.ofNull();
      default -> Value.of(text);
    };
  }

  private static Value whole(String text) {
    try {
      return Value.of(Long.parseLong(text));
    } catch (NumberFormatException tooLarge) {
      return Value.of(Double.parseDouble(text));
    }
  }
}
