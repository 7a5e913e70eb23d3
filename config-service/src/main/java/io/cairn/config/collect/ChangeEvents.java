package io.cairn.config.collect;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The API events that change resources of a type, and where each tells the resource. Written as
 * {@code CreateVpc|CreateDefaultVpc > res.vpc.vpcId; DeleteVpc > req.vpcId}: names, then places
 * parted by commas. A place is a path; {@code req} and {@code res} stand for request and response,
 * {@code name:} before it says that a name stands there where the type has ids, {@code related:}
 * that a resource of another type does, whose neighbours of this type are meant; {@code *} means
 * whichever resources of the type. {@code a else b} takes the second where the first tells nothing.
 * An event without a place tells no id.
 */
public final class ChangeEvents {

  /** Lambda puts the date of its API into event names. */
  private static final Pattern API_DATE = Pattern.compile("20[0-9]{6}(v[0-9]+)?$");

  private static final String NAME = "name:";
  private static final String RELATED = "related:";
  private static final String ANY = "*";

  /** How an event refers to resources of the type. */
  public sealed interface Reference {

    /** By the id, the ARN, or the name where the type's names stand for ids. */
    record Itself(String text) implements Reference {}

    /** By a name beside which the type has ids. */
    record Named(String name) implements Reference {}

    /** As those that have an edge to a resource of another type. */
    record NeighbourOf(String id) implements Reference {}

    /** Not at all: any resource of the type may have changed. */
    record AnyOfType() implements Reference {}
  }

  private final String source;
  private final Map<String, List<List<String>>> placesByName;
  private final boolean global;
  private final Predicate<JsonNode> condition;

  private ChangeEvents(
      String source,
      Map<String, List<List<String>>> placesByName,
      boolean global,
      Predicate<JsonNode> condition) {
    this.source = source;
    this.placesByName = placesByName;
    this.global = global;
    this.condition = condition;
  }

  /** Reads a declaration; {@code service} is the first label of the event source. */
  public static ChangeEvents of(String service, String declaration) {
    Map<String, List<List<String>>> places = new LinkedHashMap<>();
    for (String group : declaration.split(";", -1)) {
      String[] sides = group.split(">", 2);
      for (String name : sides[0].split("\\|", -1)) {
        var ofName = places.computeIfAbsent(name.strip(), n -> new ArrayList<>());
        if (sides.length == 2) {
          for (String alternatives : sides[1].split(",", -1)) {
            ofName.add(List.of(alternatives.strip().split("\\s+else\\s+", -1)));
          }
        }
      }
    }
    return new ChangeEvents(service + ".amazonaws.com", places, false, event -> true);
  }

  /** The same events, telling of the resource in {@code global} whatever region they came from. */
  public ChangeEvents global() {
    return new ChangeEvents(source, placesByName, true, condition);
  }

  /** The same events where they meet a condition. */
  public ChangeEvents when(Predicate<JsonNode> further) {
    return new ChangeEvents(source, placesByName, global, condition.and(further));
  }

  /** Whether the events tell of a resource in {@code global}. */
  public boolean isGlobal() {
    return global;
  }

  /** Whether the type's table names this event. */
  public boolean holds(JsonNode event) {
    return source.equals(event.path("eventSource").asText())
        && placesByName.containsKey(plainName(event))
        && condition.test(event);
  }

  /** What stands of the type's resources at the places the table tells. */
  public List<Reference> references(JsonNode event) {
    Set<Reference> found = new LinkedHashSet<>();
    for (List<String> alternatives : placesByName.getOrDefault(plainName(event), List.of())) {
      alternatives.stream()
          .map(place -> at(place, event))
          .filter(told -> !told.isEmpty())
          .findFirst()
          .ifPresent(found::addAll);
    }
    return new ArrayList<>(found);
  }

  private static List<? extends Reference> at(String place, JsonNode event) {
    if (place.equals(ANY)) {
      return List.of(new Reference.AnyOfType());
    }
    if (place.startsWith(NAME)) {
      return texts(event, place.substring(NAME.length())).map(Reference.Named::new).toList();
    }
    if (place.startsWith(RELATED)) {
      return texts(event, place.substring(RELATED.length()))
          .map(Reference.NeighbourOf::new)
          .toList();
    }
    return texts(event, place).map(Reference.Itself::new).toList();
  }

  private static Stream<String> texts(JsonNode event, String path) {
    return JsonPaths.texts(event, expand(path)).stream();
  }

  private static String expand(String path) {
    if (path.startsWith("req.")) {
      return "requestParameters." + path.substring(4);
    }
    return path.startsWith("res.") ? "responseElements." + path.substring(4) : path;
  }

  private static String plainName(JsonNode event) {
    return API_DATE.matcher(event.path("eventName").asText()).replaceFirst("");
  }

  /** The event source, {@code ec2.amazonaws.com}. */
  public String source() {
    return source;
  }

  /** Names of the events, API dates left out. */
  public Set<String> names() {
    return Set.copyOf(placesByName.keySet());
  }
}
