package io.cairn.config.collect;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The API events that change resources of a type, and where each tells the resource. Written as
 * {@code CreateVpc|CreateDefaultVpc > res.vpc.vpcId; DeleteVpc > req.vpcId}: names, then paths
 * parted by commas; {@code req} and {@code res} stand for request and response. An event without a
 * path tells no id.
 */
public final class ChangeEvents {

  /** Lambda puts the date of its API into event names. */
  private static final Pattern API_DATE = Pattern.compile("20[0-9]{6}(v[0-9]+)?$");

  private final String source;
  private final Map<String, Set<String>> pathsByName;
  private final boolean global;

  private ChangeEvents(String source, Map<String, Set<String>> pathsByName, boolean global) {
    this.source = source;
    this.pathsByName = pathsByName;
    this.global = global;
  }

  /** Reads a declaration; {@code service} is the first label of the event source. */
  static ChangeEvents of(String service, String declaration) {
    Map<String, Set<String>> paths = new LinkedHashMap<>();
    for (String group : declaration.split(";", -1)) {
      String[] sides = group.split(">", 2);
      for (String name : sides[0].split("\\|", -1)) {
        Set<String> ofName = paths.computeIfAbsent(name.strip(), n -> new LinkedHashSet<>());
        if (sides.length == 2) {
          for (String path : sides[1].split(",", -1)) {
            ofName.add(expand(path.strip()));
          }
        }
      }
    }
    return new ChangeEvents(service + ".amazonaws.com", paths, false);
  }

  /** The same events, telling of the resource in {@code global} whatever region they came from. */
  ChangeEvents global() {
    return new ChangeEvents(source, pathsByName, true);
  }

  /** Whether the events tell of a resource in {@code global}. */
  public boolean isGlobal() {
    return global;
  }

  private static String expand(String path) {
    if (path.startsWith("req.")) {
      return "requestParameters." + path.substring(4);
    }
    return path.startsWith("res.") ? "responseElements." + path.substring(4) : path;
  }

  /** Whether the type's table names this event. */
  public boolean holds(JsonNode event) {
    return source.equals(event.path("eventSource").asText())
        && pathsByName.containsKey(plainName(event));
  }

  /** The ids, names and ARNs of the type's resources at the places the table tells. */
  public List<String> references(JsonNode event) {
    Set<String> found = new LinkedHashSet<>();
    for (String path : pathsByName.getOrDefault(plainName(event), Set.of())) {
      found.addAll(JsonPaths.texts(event, path));
    }
    return new ArrayList<>(found);
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
    return Set.copyOf(pathsByName.keySet());
  }
}
