package io.cairn.policy.document;

import io.cairn.policy.syntax.Place;
import io.cairn.policy.syntax.PolicySyntaxException;

/** Refuses what AWS refuses as a value of Action or NotAction. */
final class ActionSyntax {

  private ActionSyntax() {}

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
}
