package io.cairn.policy.match;

import java.util.Locale;

/**
 * A value of Action or NotAction: {@code *}, or {@code service:pattern}. Both parts ignore case.
 *
 * @param service in lower case, or {@code *} for all
 * @param name matched against the whole action in lower case
 */
public record ActionPattern(String service, Glob name) {

  /** The service of {@code *}. */
  public static final String ALL_SERVICES = "*";

  /** The pattern of a value that the grammar accepts. */
  public static ActionPattern of(String value) {
    String lower = value.toLowerCase(Locale.ROOT);
    return lower.equals("*")
        ? new ActionPattern(ALL_SERVICES, Glob.of("*"))
        : new ActionPattern(lower.substring(0, lower.indexOf(':')), Glob.of(lower));
  }

  /** Whether an action in lower case is covered. */
  public boolean matches(String action) {
    return name.matches(action);
  }
}
