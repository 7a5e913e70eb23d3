package io.cairn.config.rule;

import org.jspecify.annotations.Nullable;

/**
 * What is told of a rule beside its verdict; also of one that does not ship any more.
 *
 * @param name the rule's name
 * @param identifier the managed rule's identifier, where known
 * @param description what it asks for
 * @param severity how bad it is to break it
 * @param remediation what to do, where known
 */
record RuleText(
    String name,
    @Nullable String identifier,
    String description,
    String severity,
    @Nullable String remediation) {

  static RuleText of(ConfigRule rule) {
    return new RuleText(
        rule.name(), rule.identifier(), rule.description(), rule.severity(), rule.remediation());
  }

  /** Of a rule that only its verdicts remember. */
  static RuleText retired(String name) {
    return new RuleText(name, null, "This rule is no longer there.", "informational", null);
  }
}
