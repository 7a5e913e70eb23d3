package io.cairn.policy;

import java.util.Locale;

/**
 * A value of Action or NotAction: {@code *}, or {@code service:pattern}. Both parts ignore case.
 *
 * @param service in lower case, or {@code *} for all
 * @param name matched against the whole action in lower case
 */
record ActionPattern(String service, Glob name) {

  static final String ALL_SERVICES = "*";

  /** The pattern of a value that {@link #check} accepts. */
  static ActionPattern of(String value) {
    String lower = value.toLowerCase(Locale.ROOT);
    return lower.equals("*")
        ? new ActionPattern(ALL_SERVICES, Glob.of("*"))
        : new ActionPattern(lower.substring(0, lower.indexOf(':')), Glob.of(lower));
  }

  /** Refuses what AWS refuses as an action. */
  static void check(String value, Place at) {
    if (value.equals("*")) {
      return;
    }
    int colon = value.indexOf(':');
    if (colon <= 0 || value.indexOf(':', colon + 1) >= 0) {
      throw new PolicySyntaxException(
          "INVALID_ACTION", at, "an action is \"*\" or \"service:Action\", not \"" + value + "\",");
    }
    for (int i = 0; i < colon; i++) {
      char c = value.charAt(i);
      if (!DocumentReader.isAlphanumeric(c) && c != '-') {
        throw new PolicySyntaxException(
            "INVALID_SERVICE_IN_ACTION",
            at,
            "a service prefix holds letters, digits and hyphens, not \""
                + value.substring(0, colon)
                + "\",");
      }
    }
  }

  boolean matches(AuthorizationRequest request) {
    return name.matches(request.action());
  }
}
