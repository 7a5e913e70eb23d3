package io.cairn.policy.match;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Policy text with its variables: {@code ${key}}, {@code ${key, 'default'}} and the literal forms
 * {@code ${*}}, {@code ${?}}, {@code ${$}}. What is put in for a variable is always literal, is
 * never scanned again, and a variable without a value leaves the whole text without one.
 */
public final class Template {
  private sealed interface Part {}

  private record Fixed(String encoded) implements Part {}

  private record Variable(KeyName key, @Nullable String otherwise) implements Part {}

  private final List<Part> parts;
  private final @Nullable String constant;

  private Template(List<Part> parts) {
    this.parts = List.copyOf(parts);
    this.constant =
        parts.isEmpty()
            ? ""
            : parts.size() == 1 && parts.getFirst() instanceof Fixed f ? f.encoded : null;
  }

  /**
   * Reads policy text.
   *
   * @param wildcards whether {@code *} and {@code ?} are wildcards; they come out as {@link
   *     Glob#ANY_RUN} and {@link Glob#ANY_ONE}
   * @param variables whether variables are resolved (language version 2012-10-17)
   */
  public static Template of(String text, boolean wildcards, boolean variables) {
    List<Part> parts = new ArrayList<>();
    StringBuilder fixed = new StringBuilder();
    int i = 0;
    while (i < text.length()) {
      int close = variables && text.startsWith("${", i) ? text.indexOf('}', i) : -1;
      if (close < 0) {
        fixed.append(wildcards ? encode(text.charAt(i)) : text.charAt(i));
        i++;
        continue;
      }
      String name = text.substring(i + 2, close);
      if (name.equals("*") || name.equals("?") || name.equals("$")) {
        fixed.append(name);
      } else {
        flush(fixed, parts);
        parts.add(variable(name));
      }
      i = close + 1;
    }
    flush(fixed, parts);
    return new Template(parts);
  }

  private static char encode(char c) {
    return c == '*' ? Glob.ANY_RUN : c == '?' ? Glob.ANY_ONE : c;
  }

  private static void flush(StringBuilder fixed, List<Part> parts) {
    if (!fixed.isEmpty()) {
      parts.add(new Fixed(fixed.toString()));
      fixed.setLength(0);
    }
  }

  private static Variable variable(String inner) {
    int comma = inner.indexOf(',');
    if (comma >= 0) {
      String quoted = inner.substring(comma + 1).strip();
      if (quoted.length() >= 2 && quoted.startsWith("'") && quoted.endsWith("'")) {
        return new Variable(
            KeyName.of(inner.substring(0, comma).strip()),
            quoted.substring(1, quoted.length() - 1));
      }
    }
    return new Variable(KeyName.of(inner), null);
  }

  /** The text if no variable stands in it, else null. */
  public @Nullable String constant() {
    return constant;
  }

  /** The text before the first variable. */
  String start() {
    return !parts.isEmpty() && parts.getFirst() instanceof Fixed fixed ? fixed.encoded() : "";
  }

  /**
   * The text under a request, or null if a variable has no value: absent, empty or multi-valued.
   */
  public @Nullable String expand(Variables values) {
    if (constant != null) {
      return constant;
    }
    StringBuilder out = new StringBuilder();
    for (Part part : parts) {
      String text =
          switch (part) {
            case Fixed fixed -> fixed.encoded();
            case Variable variable -> resolve(variable, values);
          };
      if (text == null) {
        return null;
      }
      out.append(text);
    }
    return out.toString();
  }

  private static @Nullable String resolve(Variable variable, Variables values) {
    String value = values.single(variable.key());
    return value == null || value.isEmpty() ? variable.otherwise() : value;
  }
}
