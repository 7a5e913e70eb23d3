package io.cairn.sigma.parse;

import io.cairn.sigma.DiagnosticCode;
import io.cairn.sigma.SigmaRule;
import io.cairn.sigma.yaml.YamlDocument;
import io.cairn.sigma.yaml.YamlNode;
import io.cairn.sigma.yaml.YamlNode.Entry;
import io.cairn.sigma.yaml.YamlNode.Mapping;
import io.cairn.sigma.yaml.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The documents of one file in order, with the legacy actions that carry keys from one to the next.
 */
public final class Collection implements Consumer<YamlDocument> {
  private final Report report;
  private final List<SigmaRule> rules = new ArrayList<>();
  private final Set<String> identities = new HashSet<>();
  private @Nullable Mapping template;
  private @Nullable Mapping previous;

  /** Reports into the file's report. */
  public Collection(Report report) {
    this.report = report;
  }

  /** The documents without errors. */
  public List<SigmaRule> rules() {
    return List.copyOf(rules);
  }

  @Override
  public void accept(YamlDocument document) {
    if (!(document.root() instanceof Mapping map) || map.entries().isEmpty()) {
      String message = "a document must be a map that is not empty; remove a stray ---";
      report.add(DiagnosticCode.DOCUMENT_NOT_A_MAP, document.root().at(), message);
      return;
    }
    YamlNode action = map.get("action");
    if (action != null) {
      report.add(
          DiagnosticCode.ACTION_LEGACY,
          action.at(),
          "action is not part of Sigma 2: write each rule in full");
      map = DeepMerge.without(map, "action");
      switch (action instanceof Scalar scalar ? scalar.text() : "") {
        case "global" -> template = map;
        case "reset" -> template = null;
        case "repeat" -> repeat(map, document);
        default ->
            report.add(
                DiagnosticCode.ACTION_UNKNOWN, action.at(), "action is global, reset or repeat");
      }
      return;
    }
    rule(template == null ? map : DeepMerge.over(map, template), document);
  }

  private void repeat(Mapping map, YamlDocument document) {
    if (previous == null) {
      report.add(DiagnosticCode.ACTION_UNKNOWN, map.at(), "there is no rule before this to repeat");
      return;
    }
    rule(DeepMerge.over(previous, map), document);
  }

  private void rule(Mapping map, YamlDocument document) {
    previous = map;
    for (Entry entry : map.entries()) {
      switch (entry.key().text()) {
        case "correlation" -> {
          String message = "correlation rules are not supported yet; this document was not loaded";
          report.add(DiagnosticCode.CORRELATION_UNSUPPORTED, entry.key().at(), message);
          return;
        }
        case "filter" -> {
          String message = "filters are not supported yet; this document was not loaded";
          report.add(DiagnosticCode.FILTER_UNSUPPORTED, entry.key().at(), message);
          return;
        }
        default -> {}
      }
    }
    SigmaRule rule = new RuleReader(map, report).read(document.source());
    if (rule != null && isNew(rule, map)) {
      rules.add(rule);
    }
  }

  private boolean isNew(SigmaRule rule, Mapping map) {
    boolean fresh = true;
    for (String key : new String[] {"id", "name"}) {
      String value = key.equals("id") ? rule.id() : rule.name();
      if (value != null && !identities.add(value)) {
        YamlNode node = map.get(key);
        String message = key + " " + value + " is used by an earlier rule of this file";
        report.add(DiagnosticCode.IDENTITY_TWICE, node == null ? map.at() : node.at(), message);
        fresh = false;
      }
    }
    return fresh;
  }
}
