package io.cairn.bench.sigma;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A rule for both engines.
 *
 * @param number from 0; also the low bits of its id
 * @param clauses all of which must hold
 * @param anyOf two alternatives of which one must, or none
 * @param sigmaOnly search identifiers and condition in Sigma alone, where event-ruler has no words
 */
record MixedRule(int number, List<Clause> clauses, List<Clause> anyOf, @Nullable String sigmaOnly) {

  boolean isExpressible() {
    return sigmaOnly == null;
  }

  /** As Sigma; {@code cased} where case counts, as it does for event-ruler. */
  String yaml(boolean cased) {
    String head =
        "title: rule %d\nid: %s\nlogsource: {product: aws, service: cloudtrail}\ndetection:\n"
            .formatted(number, new UUID(0x4000, 0x8000_0000_0000_0000L | number));
    if (sigmaOnly != null) {
      return head + sigmaOnly;
    }
    var condition = new ArrayList<String>();
    var lines = new ArrayList<String>();
    if (!clauses.isEmpty()) {
      lines.add("  sel: " + map(clauses, cased));
      condition.add("sel");
    }
    for (Clause clause : clauses) {
      if (clause.test() == Clause.Test.ANYTHING_BUT) {
        lines.add(
            "  but%d: {'%s%s': %s}"
                .formatted(
                    lines.size(), clause.field(), cased ? "|cased" : "", clause.quoted("%s")));
        condition.add("not but" + (lines.size() - 1));
      }
    }
    if (!anyOf.isEmpty()) {
      lines.add(
          anyOf.stream()
              .map(clause -> "{" + clause.sigma(cased) + "}")
              .collect(Collectors.joining(", ", "  either: [", "]")));
      condition.add("either");
    }
    return head
        + String.join("\n", lines)
        + "\n  condition: "
        + String.join(" and ", condition)
        + "\n";
  }

  private static String map(List<Clause> clauses, boolean cased) {
    return clauses.stream()
        .map(clause -> clause.sigma(cased))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  String ruler() {
    var members = new ArrayList<String>();
    clauses.forEach(clause -> members.add(clause.ruler()));
    if (!anyOf.isEmpty()) {
      members.add(
          anyOf.stream()
              .map(clause -> "{" + clause.ruler() + "}")
              .collect(Collectors.joining(",", "\"$or\":[", "]")));
    }
    return "{" + String.join(",", members) + "}";
  }
}
