package io.cairn.sigma.parse;

import io.cairn.sigma.DiagnosticCode;
import io.cairn.sigma.SigmaReference;
import io.cairn.sigma.yaml.YamlNode;
import io.cairn.sigma.yaml.YamlNode.Scalar;
import io.cairn.sigma.yaml.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads lists of mentions of other rules. */
final class References {
  private static final int MAX_REFERENCES = 1_000;

  private References() {}

  /** The mentions, or an empty list where there are none or some cannot be read. */
  static List<SigmaReference> read(YamlNode node, Report report) {
    List<YamlNode> items = node instanceof Sequence list ? list.items() : List.of(node);
    var references = new ArrayList<SigmaReference>();
    for (YamlNode item : items) {
      if (item instanceof Scalar scalar
          && scalar.value() instanceof String text
          && !text.isBlank()) {
        references.add(new SigmaReference(key(text), item.at().line(), item.at().column()));
      } else {
        report.add(DiagnosticCode.FIELD_TYPE, item.at(), "rules holds ids or names of rules");
      }
    }
    if (references.size() > MAX_REFERENCES) {
      report.add(DiagnosticCode.RULE_TOO_LARGE, node.at(), "rules names at most 1,000 rules");
    }
    return List.copyOf(references);
  }

  /** Ids are kept in lower case. */
  private static String key(String text) {
    return text.matches("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
        ? text.toLowerCase(Locale.ROOT)
        : text;
  }
}
