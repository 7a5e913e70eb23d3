package io.cairn.sigma;

import io.cairn.sigma.expression.Expression;
import java.util.List;

/**
 * A condition that is joined by AND to rules written elsewhere, as it stands: to leave something
 * out, it says {@code not}.
 *
 * @param header what it says about itself
 * @param logsource each attribute stated here must be the rule's
 * @param rules the rules it is for; empty for any
 * @param condition what must hold besides; internal to the engine
 * @param origin the file it came from, with the line it starts at
 */
public record SigmaFilter(
    RuleHeader header,
    LogSource logsource,
    List<SigmaReference> rules,
    Expression condition,
    String origin) {

  /** Whether it names a rule, or none in particular, and is about its log source. */
  public boolean appliesTo(SigmaRule rule) {
    boolean named =
        rules.isEmpty()
            || rules.stream()
                .map(SigmaReference::key)
                .anyMatch(key -> key.equals(rule.id()) || key.equals(rule.name()));
    return named && logsource.appliesTo(rule.logsource());
  }
}
