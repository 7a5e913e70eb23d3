package io.cairn.sigma.parse;

import io.cairn.sigma.DiagnosticCode;
import io.cairn.sigma.RuleHeader;
import io.cairn.sigma.SigmaCorrelation;
import io.cairn.sigma.SigmaFilter;
import io.cairn.sigma.SigmaRule;
import io.cairn.sigma.yaml.Position;
import io.cairn.sigma.yaml.YamlDocument;
import io.cairn.sigma.yaml.YamlNode;
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
  private final boolean all;
  private final List<SigmaRule> rules = new ArrayList<>();
  private final List<SigmaCorrelation> correlations = new ArrayList<>();
  private final List<SigmaFilter> filters = new ArrayList<>();
  private final Set<String> identities = new HashSet<>();
  private @Nullable Mapping template;
  private @Nullable Mapping previous;

  /** Reports into the file's report; takes correlation rules and filters where {@code all}. */
  public Collection(Report report, boolean all) {
    this.report = report;
    this.all = all;
  }

  /** Whether no document was kept. */
  public boolean isEmpty() {
    return rules.isEmpty() && correlations.isEmpty() && filters.isEmpty();
  }

  /** The correlation rules without errors. */
  public List<SigmaCorrelation> correlations() {
    return List.copyOf(correlations);
  }

  /** The filters without errors. */
  public List<SigmaFilter> filters() {
    return List.copyOf(filters);
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
    if (map.get("correlation") != null) {
      correlation(map, document);
    } else if (map.get("filter") != null) {
      filter(map);
    } else {
      detection(map, document);
    }
  }

  private void correlation(Mapping map, YamlDocument document) {
    if (!all) {
      String message = "correlation rules are not taken here; this document was not loaded";
      report.add(DiagnosticCode.CORRELATION_UNSUPPORTED, at(map, "correlation"), message);
      return;
    }
    SigmaCorrelation read = new CorrelationReader(map, report).read(document.source());
    if (read != null && isNew(read.header(), map)) {
      correlations.add(read);
    }
  }

  private void filter(Mapping map) {
    if (!all) {
      String message = "filters are not taken here; this document was not loaded";
      report.add(DiagnosticCode.FILTER_UNSUPPORTED, at(map, "filter"), message);
      return;
    }
    SigmaFilter read = new FilterReader(map, report).read();
    if (read != null && isNew(read.header(), map)) {
      filters.add(read);
    }
  }

  private static Position at(Mapping map, String key) {
    return map.entries().stream()
        .filter(entry -> entry.key().text().equals(key))
        .findFirst()
        .map(entry -> entry.key().at())
        .orElse(map.at());
  }

  private void detection(Mapping map, YamlDocument document) {
    SigmaRule rule = new RuleReader(map, report).read(document.source());
    if (rule != null && isNew(rule.header(), map)) {
      rules.add(rule);
    }
  }

  private boolean isNew(RuleHeader header, Mapping map) {
    boolean fresh = true;
    for (String key : new String[] {"id", "name"}) {
      String value = key.equals("id") ? header.id() : header.name();
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
