package io.cairn.eventstore;

import java.util.ArrayList;
import java.util.List;
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
  private final BytesCache<Arns.Parsed> arns = new BytesCache<>(1_024, 128);
  private final List<EventResource> typed = new ArrayList<>();
  private final ParameterType[] types = new ParameterType[MAX_PARAMETERS];
  private final String[] values = new String[MAX_PARAMETERS];
  private int parameters;

  ResourceMiner(JsonCursor cursor) {
    this.cursor = cursor;
  }

  void clear() {
    typed.clear();
    parameters = 0;
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
    Arns.Parsed arn = null;
    String type = null;
    for (boolean more = cursor.enterObject(); more; more = cursor.nextMember()) {
      switch (cursor.field()) {
        case UPPER_ARN, ARN, ARN_PREFIX -> arn = EventScanner.hasText(cursor) ? arn() : null;
        case TYPE -> type = EventScanner.text(cursor);
        default -> cursor.skipValue();
      }
    }
    if (arn != null) {
      add(
          type == null || type.equals(arn.type())
              ? arn
              : Arns.parsed(arn.whole().resourceName(), type));
    }
  }

  /** The string that was scanned last, as an ARN. */
  private Arns.Parsed arn() {
    return cursor.cached(arns, Arns::parse);
  }

  /** At a value of any kind: takes what its strings name. */
  void mine() {
    mine(null);
  }

  private void mine(@Nullable ParameterType type) {
    switch (cursor.peek()) {
      case '{' -> {
        for (boolean more = cursor.enterObject(); more; more = cursor.nextMember()) {
          KnownNames.Name name = cursor.knownName();
          mine(name == null ? null : name.parameter());
        }
      }
      case '[' -> {
        for (boolean more = cursor.enterArray(); more; more = cursor.nextElement()) {
          mine(type);
        }
      }
      case '"' -> {
        cursor.scanString();
        mineString(type);
      }
      default -> cursor.skipValue();
    }
  }

  private void mineString(@Nullable ParameterType type) {
    if (cursor.stringLength() == 0
        || cursor.stringLength() > MAX_NAME_BYTES
        || parameters >= MAX_PARAMETERS) {
      return;
    }
    if (cursor.stringMayBeArn()) {
      Arns.Parsed arn = arn();
      if (arn.isArn()) {
        add(arn);
      }
      if (arn.whole().resourceName().startsWith("arn:")) {
        return;
      }
    }
    if (type != null) {
      types[parameters] = type;
      values[parameters++] = cursor.string();
    }
  }

  private void add(Arns.Parsed arn) {
    if (typed.size() >= MAX_RESOURCES - 1) {
      return;
    }
    add(arn.whole());
    if (arn.named() != null) {
      add(arn.named());
    }
  }

  /** Few resources are in an event: comparing them all costs less than hashing. */
  private void add(EventResource resource) {
    if (!typed.contains(resource)) {
      typed.add(resource);
    }
  }

  /** What was found; clears it. */
  List<EventResource> found(@Nullable String eventSource) {
    for (int i = 0; i < parameters; i++) {
      String type = types[i].of(values[i], eventSource);
      if (type != null && typed.size() < MAX_RESOURCES) {
        add(new EventResource(type, values[i]));
      }
    }
    return List.copyOf(typed);
  }
}
