package io.cairn.eventstore;

import java.util.List;

/** Decides a predicate on the bytes of one event; not thread-safe, reuse one in each thread. */
public final class PredicateMatcher {
  private final JsonCursor cursor = new JsonCursor(EventScanner.MAX_DEPTH);
  private final EventScanner scanner = new EventScanner();

  /** Whether an event with these bytes, of this account, matches. */
  public boolean matches(Predicate predicate, String accountId, byte[] bytes) {
    if (!(scanner.scan(bytes) instanceof ScannedEvent event)) {
      throw new IllegalStateException("a stored event of account " + accountId + " is damaged");
    }
    return matches(predicate, event, accountId, bytes);
  }

  /** The same for an event that was scanned already. */
  public boolean matches(Predicate predicate, ScannedEvent event, String account, byte[] bytes) {
    return switch (predicate) {
      case Predicate.Everything _ -> true;
      case Predicate.And and -> and.all().stream().allMatch(p -> matches(p, event, account, bytes));
      case Predicate.Or or -> or.any().stream().anyMatch(p -> matches(p, event, account, bytes));
      case Predicate.Not not -> !matches(not.negated(), event, account, bytes);
      case Predicate.Equal equal -> equal.attribute().matches(event, account, equal.value());
      case Predicate.AtPath at -> {
        cursor.reset(bytes, 0, bytes.length);
        yield atPath(at, at.path().steps());
      }
    };
  }

  /** Consumes the value the cursor stands at; true when what the steps lead to matches. */
  private boolean atPath(Predicate.AtPath at, List<JsonPath.Step> steps) {
    if (steps.isEmpty()) {
      return valueMatches(at);
    }
    List<JsonPath.Step> rest = steps.subList(1, steps.size());
    return switch (steps.getFirst()) {
      case JsonPath.Member member -> member(at, member.name(), rest);
      case JsonPath.Element element -> element(at, element.index(), rest);
      case JsonPath.AnyElement _ -> element(at, -1, rest);
    };
  }

  private boolean member(Predicate.AtPath at, String name, List<JsonPath.Step> rest) {
    if (cursor.peek() != '{') {
      cursor.skipValue();
      return false;
    }
    boolean found = false;
    for (boolean more = cursor.enterObject(); more; more = cursor.nextMember()) {
      if (cursor.string().equals(name)) {
        found = atPath(at, rest);
      } else {
        cursor.skipValue();
      }
    }
    return found;
  }

  private boolean element(Predicate.AtPath at, int wanted, List<JsonPath.Step> rest) {
    if (cursor.peek() != '[') {
      cursor.skipValue();
      return false;
    }
    boolean found = false;
    int index = 0;
    for (boolean more = cursor.enterArray(); more; more = cursor.nextElement()) {
      if (wanted < 0 || wanted == index) {
        found |= atPath(at, rest);
      } else {
        cursor.skipValue();
      }
      index++;
    }
    return found;
  }

  /** A list matches when one of its elements does; an object never does. */
  private boolean valueMatches(Predicate.AtPath at) {
    return switch (cursor.peek()) {
      case '{' -> {
        cursor.skipValue();
        yield false;
      }
      case '[' -> {
        boolean found = false;
        for (boolean more = cursor.enterArray(); more; more = cursor.nextElement()) {
          found |= valueMatches(at);
        }
        yield found;
      }
      default -> {
        String text = cursor.scalarText();
        yield switch (at.operator()) {
          case EQUAL -> text.equals(at.value());
          case CONTAINS -> text.contains(at.value());
        };
      }
    };
  }
}
