package io.cairn.eventstore;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the resources an event names: the record's own {@code resources[]}, ARNs and well-known
 * parameters of the request and the response. LookupEvents does the same; which parameters it takes
 * is not published, so the list here is what its known answers show and more.
 */
final class ResourceMiner {
  /** Resources kept of one event; what comes after is found by JSON path only. */
  static final int MAX_RESOURCES = 64;

  private static final int MAX_NAME_BYTES = 2_048;
  private static final int MAX_PARAMETERS = 256;

  private final JsonCursor cursor;
  private final Set<EventResource> typed = new LinkedHashSet<>();
  private final List<Parameter> parameters = new ArrayList<>();

  /** A value under a well-known name; its type may depend on the service, known only at the end. */
  private record Parameter(String name, String value) {}

  ResourceMiner(JsonCursor cursor) {
    this.cursor = cursor;
  }

  void clear() {
    typed.clear();
    parameters.clear();
  }

  /** At {@code resources[]}: a list of {@code {ARN | ARNPrefix, accountId, type}}. */
  void scanResources() {
    if (cursor.peek() != '[') {
      cursor.skipValue();
      return;
    }
    for (boolean more = cursor.enterArray(); more; more = cursor.nextElement()) {
      if (cursor.peek() == '{') {
        scanResource();
      } else {
        cursor.skipValue();
      }
    }
  }

  private void scanResource() {
    String arn = null;
    String type = null;
    for (boolean more = cursor.enterObject(); more; more = cursor.nextMember()) {
      switch (cursor.string()) {
        case "ARN", "arn", "ARNPrefix" -> arn = EventScanner.text(cursor);
        case "type" -> type = EventScanner.text(cursor);
        default -> cursor.skipValue();
      }
    }
    if (arn != null) {
      addArn(arn, type);
    }
  }

  /** At a value of any kind: takes what its strings name. */
  void mine() {
    mine("");
  }

  private void mine(String name) {
    switch (cursor.peek()) {
      case '{' -> {
        for (boolean more = cursor.enterObject(); more; more = cursor.nextMember()) {
          mine(cursor.string());
        }
      }
      case '[' -> {
        for (boolean more = cursor.enterArray(); more; more = cursor.nextElement()) {
          mine(name);
        }
      }
      case '"' -> {
        cursor.scanString();
        mineString(name);
      }
      default -> cursor.skipValue();
    }
  }

  private void mineString(String name) {
    if (cursor.stringLength() == 0
        || cursor.stringLength() > MAX_NAME_BYTES
        || parameters.size() >= MAX_PARAMETERS) {
      return;
    }
    if (cursor.stringStartsWith("arn:")) {
      String value = cursor.string();
      if (Arns.isArn(value)) {
        addArn(value, null);
      }
    } else if (ResourceTypes.isKnown(name)) {
      parameters.add(new Parameter(name, cursor.string()));
    }
  }

  private void addArn(String arn, @Nullable String type) {
    if (typed.size() >= MAX_RESOURCES - 1) {
      return;
    }
    String resourceType = type != null ? type : Arns.resourceType(arn);
    typed.add(new EventResource(resourceType, arn));
    String name = Arns.resourceName(arn);
    if (!name.isEmpty()) {
      typed.add(new EventResource(resourceType, name));
    }
  }

  List<EventResource> found(@Nullable String eventSource) {
    Set<EventResource> all = new LinkedHashSet<>(typed);
    for (Parameter parameter : parameters) {
      String type = ResourceTypes.ofParameter(parameter.name(), parameter.value(), eventSource);
      if (type != null && all.size() < MAX_RESOURCES) {
        all.add(new EventResource(type, parameter.value()));
      }
    }
    return List.copyOf(all);
  }
}
