package io.cairn.eventstore;

import java.util.ArrayList;
import java.util.List;

/**
 * A place in a record: {@code $.requestParameters.bucketName}, {@code $['a.b'].list[0].name},
 * {@code $.list[*].name}. A plain subset of JSONPath without filters and without descent; at most
 * 32 steps and 1,024 characters.
 *
 * @param steps the way from the root
 */
public record JsonPath(List<Step> steps) {
  static final int MAX_STEPS = 32;
  static final int MAX_CHARS = 1_024;

  /** One step down. */
  public sealed interface Step {}

  /** To the member of this name. */
  public record Member(String name) implements Step {}

  /** To the element of this index, from 0. */
  public record Element(int index) implements Step {}

  /** To every element. */
  public record AnyElement() implements Step {}

  /** Copies the list. */
  public JsonPath {
    steps = List.copyOf(steps);
  }

  /** A path and what follows it in the text it was read from. */
  public record Parsed(JsonPath path, String rest) {}

  /** Reads a path that is the whole text. Throws {@link IllegalArgumentException} otherwise. */
  public static JsonPath parse(String text) {
    Parsed parsed = parsePrefix(text);
    if (!parsed.rest().isEmpty()) {
      throw new IllegalArgumentException("not a path, at \"" + parsed.rest() + "\"");
    }
    return parsed.path();
  }

  /**
   * Reads a path from the beginning of {@code text}, up to the first {@code =} or {@code ~} outside
   * of brackets. Throws {@link IllegalArgumentException} that says what is wrong and where.
   */
  public static Parsed parsePrefix(String text) {
    if (!text.startsWith("$")) {
      throw new IllegalArgumentException("a path begins with $, at character 0");
    }
    List<Step> steps = new ArrayList<>();
    int at = 1;
    while (at < text.length() && text.charAt(at) != '=' && text.charAt(at) != '~') {
      if (steps.size() == MAX_STEPS || at > MAX_CHARS) {
        throw new IllegalArgumentException(
            "a path has at most " + MAX_STEPS + " steps and " + MAX_CHARS + " characters");
      }
      at = text.charAt(at) == '[' ? bracket(text, at, steps) : member(text, at, steps);
    }
    return new Parsed(new JsonPath(steps), text.substring(at));
  }

  private static int member(String text, int at, List<Step> steps) {
    if (text.charAt(at) != '.') {
      throw new IllegalArgumentException("expected . or [ at character " + at);
    }
    int end = at + 1;
    while (end < text.length() && ".[=~".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    if (end == at + 1) {
      throw new IllegalArgumentException("expected a name at character " + end);
    }
    steps.add(new Member(text.substring(at + 1, end)));
    return end;
  }

  private static int bracket(String text, int at, List<Step> steps) {
    if (at + 1 < text.length() && (text.charAt(at + 1) == '\'' || text.charAt(at + 1) == '"')) {
      String closing = text.charAt(at + 1) + "]";
      int end = text.indexOf(closing, at + 2);
      if (end < 0) {
        throw new IllegalArgumentException("expected " + closing + " after character " + at);
      }
      steps.add(new Member(text.substring(at + 2, end)));
      return end + 2;
    }
    int end = text.indexOf(']', at);
    String inside = end < 0 ? "" : text.substring(at + 1, end);
    if (inside.equals("*")) {
      steps.add(new AnyElement());
    } else if (!inside.isEmpty()
        && inside.length() <= 6
        && inside.chars().allMatch(c -> c >= '0' && c <= '9')) {
      steps.add(new Element(Integer.parseInt(inside)));
    } else {
      throw new IllegalArgumentException("expected [index], [*] or ['name'] at character " + at);
    }
    return end + 1;
  }
}
