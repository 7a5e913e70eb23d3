package io.cairn.config.rule;

import java.util.Map;

/**
 * What a rule is set to.
 *
 * @param enabled whether it judges
 * @param parameters values for its parameters
 */
record RuleSetting(boolean enabled, Map<String, String> parameters) {
  static final RuleSetting DEFAULT = new RuleSetting(true, Map.of());

  RuleSetting {
    parameters = Map.copyOf(parameters);
  }
}
