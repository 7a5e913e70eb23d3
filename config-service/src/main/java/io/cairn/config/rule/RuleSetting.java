package io.cairn.config.rule;

import java.util.Map;

/**
 * What a rule is set to.
 *
 * @param enabled whether it judges
 * @param parameters values for its parameters
 */
public record RuleSetting(boolean enabled, Map<String, String> parameters) {
  /** On, with the rule's own defaults. */
  public static final RuleSetting DEFAULT = new RuleSetting(true, Map.of());

  /** Copies the values. */
  public RuleSetting {
    parameters = Map.copyOf(parameters);
  }
}
