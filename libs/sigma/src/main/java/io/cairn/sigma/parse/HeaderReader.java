package io.cairn.sigma.parse;

import io.cairn.sigma.DiagnosticCode;
import io.cairn.sigma.RuleHeader;
import io.cairn.sigma.RuleHeader.Related;
import io.cairn.sigma.RuleLevel;
import io.cairn.sigma.RuleStatus;
import io.cairn.sigma.yaml.YamlNode;
import io.cairn.sigma.yaml.YamlNode.Mapping;
import io.cairn.sigma.yaml.YamlNode.Scalar;
import io.cairn.sigma.yaml.YamlNode.Sequence;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads and checks what a rule says about itself. */
final class HeaderReader {
  private static final int MAX_TITLE = 256;
  private static final int MAX_TEXT = 65_535;
  private static final Pattern UUID =
      Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final Pattern TAG = Pattern.compile("[a-z0-9_-]+\\.[a-z0-9._-]+");
  private static final Set<String> NAMESPACES =
      Set.of("attack", "car", "cve", "d3fend", "detection", "stp", "tlp");
  private static final Set<String> RELATIONS =
      Set.of("derived", "obsolete", "merged", "renamed", "similar", "correlation");
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private final Mapping rule;
  private final Report report;
  private final HeaderFields fields;
  private boolean levelled = true;

  HeaderReader(Mapping rule, Report report) {
    this.rule = rule;
    this.report = report;
    this.fields = new HeaderFields(rule, report);
  }

  /** For documents that have no level. */
  RuleHeader readWithoutLevel() {
    levelled = false;
    return read();
  }

  RuleHeader read() {
    String title = fields.required("title", MAX_TITLE);
    String id = id();
    String name = fields.text("name", MAX_TITLE);
    if (name != null && name.isEmpty()) {
      fields.refuse("name", "name must not be empty");
    }
    RuleStatus status = fields.word("status", RuleStatus.class);
    RuleLevel level = fields.word("level", RuleLevel.class);
    List<Related> related = related();
    String description = fields.text("description", MAX_TEXT);
    LocalDate date = date("date");
    LocalDate modified = date("modified");
    lint(status, related, date, modified);
    return new RuleHeader(
        title,
        id,
        name,
        related,
        status,
        level,
        taxonomy(),
        description,
        fields.text("author", MAX_TEXT),
        fields.text("license", MAX_TITLE),
        date,
        modified,
        fields.texts("references", 1, true),
        tags(),
        fields.texts("fields", 1, true),
        fields.texts("falsepositives", 2, true),
        fields.texts("scope", 2, false));
  }

  private @Nullable String id() {
    String id = fields.text("id", MAX_TITLE);
    if (id == null) {
      report.add(
          DiagnosticCode.ID_MISSING,
          rule.at(),
          "a rule without id cannot be told from its successor");
      return null;
    }
    if (!UUID.matcher(id).matches()) {
      fields.refuse("id", "id must be a UUID");
    }
    return id.toLowerCase(Locale.ROOT);
  }

  private String taxonomy() {
    String taxonomy = fields.text("taxonomy", MAX_TITLE);
    if (taxonomy == null || taxonomy.equals("sigma")) {
      return "sigma";
    }
    if (!report.pipeline().taxonomies().contains(taxonomy)) {
      fields.refuse("taxonomy", "no pipeline knows the taxonomy '" + taxonomy + "'");
    }
    return taxonomy;
  }

  private @Nullable LocalDate date(String key) {
    String text = fields.text(key, MAX_TITLE);
    if (text == null) {
      return null;
    }
    if (text.indexOf('/') >= 0) {
      report.add(
          DiagnosticCode.DATE_SLASHES,
          fields.at(key),
          key + " is written YYYY-MM-DD since Sigma 2.0");
    }
    try {
      return LocalDate.parse(text.replace('/', '-'), DATE);
    } catch (DateTimeException e) {
      fields.refuse(key, key + " must be a date as YYYY-MM-DD");
      return null;
    }
  }

  private List<String> tags() {
    List<String> tags = fields.texts("tags", 1, true);
    for (String tag : tags) {
      if (!TAG.matcher(tag).matches()) {
        fields.refuse("tags", "tag '" + tag + "' is not namespace.value in lower case");
      } else if (!NAMESPACES.contains(tag.substring(0, tag.indexOf('.')))) {
        report.add(
            DiagnosticCode.TAG_NAMESPACE,
            fields.at("tags"),
            "tag '" + tag + "' has an unknown namespace");
      }
    }
    return tags;
  }

  private List<Related> related() {
    YamlNode node = rule.get("related");
    if (node == null) {
      return List.of();
    }
    var related = new ArrayList<Related>();
    List<YamlNode> items = node instanceof Sequence list ? list.items() : List.of(node);
    for (YamlNode item : items) {
      boolean fits =
          item instanceof Mapping map
              && map.get("id") instanceof Scalar id
              && map.get("type") instanceof Scalar type
              && UUID.matcher(id.text()).matches()
              && RELATIONS.contains(type.text())
              && related.add(new Related(id.text().toLowerCase(Locale.ROOT), type.text()));
      if (!fits) {
        String message =
            "related is a list of {id: UUID, type: derived, obsolete, merged, renamed or similar}";
        report.add(DiagnosticCode.FIELD_VALUE, item.at(), message);
      }
    }
    return List.copyOf(related);
  }

  private void lint(
      @Nullable RuleStatus status,
      List<Related> related,
      @Nullable LocalDate date,
      @Nullable LocalDate modified) {
    if (levelled && rule.get("level") == null) {
      report.add(
          DiagnosticCode.LEVEL_MISSING, rule.at(), "a rule without level is taken as medium");
    }
    if (rule.get("description") == null) {
      report.add(
          DiagnosticCode.DESCRIPTION_MISSING,
          rule.at(),
          "a rule without description explains nothing");
    }
    if (date != null && modified != null && modified.isBefore(date)) {
      report.add(
          DiagnosticCode.MODIFIED_BEFORE_DATE, fields.at("modified"), "modified is before date");
    }
    if (status == RuleStatus.DEPRECATED && related.isEmpty()) {
      report.add(
          DiagnosticCode.DEPRECATED_ALONE,
          fields.at("status"),
          "deprecated: name its successor in related");
    }
  }
}
