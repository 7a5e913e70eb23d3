package io.cairn.rules;

import java.util.Locale;
import org.jspecify.annotations.NullMarked;

/** Writes docs/reference/managed-rules.md from the rule files. */
@NullMarked
final class ManagedRulesPage {

  private ManagedRulesPage() {}

  static String of(RuleCatalog catalog) {
    var out = new StringBuilder();
    out.append("# Managed rules\n\n");
    out.append(
        "Generated from the rule files by a test; `rule-files.md` describes their form.\n\n");
    out.append(catalog.rules().size()).append(" rules, in the order of their rank.\n\n");
    out.append("| identifier | name | severity | judges | what is asked for | parameters |\n");
    out.append("|---|---|---|---|---|---|\n");
    for (var rule : catalog.rules()) {
      out.append("| ").append(rule.identifier());
      out.append(" | ").append(rule.configRuleName());
      out.append(" | ").append(rule.severity().name().toLowerCase(Locale.ROOT));
      out.append(" | ").append(String.join(", ", rule.resourceTypes()));
      out.append(" | ").append(rule.description());
      out.append(" | ").append(parameters(rule)).append(" |\n");
    }
    return out.toString();
  }

  private static String parameters(ManagedRule rule) {
    return String.join(
        ", ",
        rule.parameters().stream()
            .map(p -> "`" + p.name() + "`" + p.defaultValue().map(d -> " (" + d + ")").orElse(""))
            .toList());
  }
}
