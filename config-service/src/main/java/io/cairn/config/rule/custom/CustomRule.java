package io.cairn.config.rule.custom;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A custom policy rule as it is stored.
 *
 * @param configRuleName its name
 * @param description what it asks for
 * @param severity {@code informational low medium high critical}
 * @param remediation what to do about a resource that breaks it
 * @param resourceTypes the types it judges
 * @param policy the text
 * @param changedAt when it was made or last changed
 * @param changedBy who did that
 */
record CustomRule(
    String configRuleName,
    String description,
    String severity,
    @Nullable String remediation,
    Set<String> resourceTypes,
    Policy policy,
    Instant changedAt,
    String changedBy) {

  CustomRule {
    resourceTypes = Set.copyOf(resourceTypes);
  }

  /** Changes whenever what it says of an item may. */
  String fingerprint() {
    return policy.fingerprint(resourceTypes);
  }
}
