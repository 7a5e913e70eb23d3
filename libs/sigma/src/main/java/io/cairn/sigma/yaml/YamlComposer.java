package io.cairn.sigma.yaml;

import io.cairn.sigma.yaml.YamlException.Reason;
import io.cairn.sigma.yaml.YamlNode.Entry;
import io.cairn.sigma.yaml.YamlNode.Mapping;
import io.cairn.sigma.yaml.YamlNode.Scalar;
import io.cairn.sigma.yaml.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;

/**
 * Makes nodes of parser events. Every alias counts as all the nodes it stands for, so that aliases
 * of aliases run into the bound instead of into memory.
 */
final class YamlComposer {
  static final int MAX_DEPTH = 48;
  static final int MAX_NODES = 200_000;

  private final Iterator<Event> events;
  private final Map<Anchor, Anchored> anchors = new HashMap<>();
  private int nodes;
  private int depth;

  YamlComposer(Iterator<Event> events) {
    this.events = events;
  }

  private record Anchored(YamlNode node, int size) {}

  /** The document whose start event was just read. */
  YamlNode document() throws YamlException {
    anchors.clear();
    return node(events.next());
  }

  private YamlNode node(Event event) throws YamlException {
    Position at = YamlReader.position(event.getStartMark());
    int before = nodes;
    count(1, at);
    YamlNode node =
        switch (event) {
          case AliasEvent alias -> {
            Anchored known = anchors.get(alias.getAlias());
            if (known == null) {
              throw new YamlException(
                  Reason.SYNTAX, "alias *" + alias.getAlias() + " has no anchor before it", at);
            }
            count(known.size() - 1, at);
            yield known.node();
          }
          case ScalarEvent scalar -> scalar(scalar, at);
          case SequenceStartEvent start -> sequence(start, at);
          case MappingStartEvent start -> mapping(start, at);
          default -> throw new YamlException(Reason.SYNTAX, "unexpected " + event.getEventId(), at);
        };
    if (event instanceof NodeEvent anchored && !(event instanceof AliasEvent)) {
      int size = nodes - before;
      anchored.getAnchor().ifPresent(anchor -> anchors.put(anchor, new Anchored(node, size)));
    }
    return node;
  }

  private Sequence sequence(SequenceStartEvent start, Position at) throws YamlException {
    refuseTag(start.getTag(), "tag:yaml.org,2002:seq", at);
    descend(at);
    List<YamlNode> items = new ArrayList<>();
    for (Event event = events.next(); !(event instanceof SequenceEndEvent); event = events.next()) {
      items.add(node(event));
    }
    depth--;
    return new Sequence(List.copyOf(items), at);
  }

  private Mapping mapping(MappingStartEvent start, Position at) throws YamlException {
    refuseTag(start.getTag(), "tag:yaml.org,2002:map", at);
    descend(at);
    List<Entry> entries = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    for (Event event = events.next(); !(event instanceof MappingEndEvent); event = events.next()) {
      if (!(node(event) instanceof Scalar key)) {
        throw new YamlException(
            Reason.SYNTAX, "a key must be a scalar", YamlReader.position(event.getStartMark()));
      }
      if (!keys.add(key.text())) {
        throw new YamlException(
            Reason.DUPLICATE_KEY, "key '" + key.text() + "' stands twice in one map", key.at());
      }
      entries.add(new Entry(key, node(events.next())));
    }
    depth--;
    return new Mapping(List.copyOf(entries), at);
  }

  private static Scalar scalar(ScalarEvent event, Position at) throws YamlException {
    String text = event.getValue();
    String tag = event.getTag().orElse(event.isPlain() ? "?" : "!");
    return switch (tag) {
      case "?" -> new Scalar(text, CoreSchema.resolve(text), at);
      case "!", "tag:yaml.org,2002:str" -> new Scalar(text, text, at);
      default -> throw new YamlException(Reason.SYNTAX, "tag " + tag + " is not allowed", at);
    };
  }

  private static void refuseTag(Optional<String> tag, String allowed, Position at)
      throws YamlException {
    if (tag.isPresent() && !tag.get().equals(allowed)) {
      throw new YamlException(Reason.SYNTAX, "tag " + tag.get() + " is not allowed", at);
    }
  }

  private void descend(Position at) throws YamlException {
    if (++depth > MAX_DEPTH) {
      throw new YamlException(Reason.LIMIT, "values nest deeper than " + MAX_DEPTH, at);
    }
  }

  private void count(int more, Position at) throws YamlException {
    nodes += more;
    if (nodes > MAX_NODES) {
      String message =
          "the file has more than %d values, aliases counted in full".formatted(MAX_NODES);
      throw new YamlException(Reason.LIMIT, message, at);
    }
  }
}
