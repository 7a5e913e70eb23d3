package io.cairn.sigma;

import io.cairn.sigma.expression.Expression;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A detection rule as read: its header, the events it is about, what it looks for, and its source.
 * Immutable.
 *
 * @param header what it says about itself
 * @param logsource which events it is about
 * @param detection what an event must look like; internal to the engine
 * @param customAttributes top-level keys that Sigma does not know, as plain Java (map, list,
 *     String, Long, BigDecimal, Boolean, null)
 * @param source the document's text
 * @param origin the file it came from, with the line it starts at
 */
public record SigmaRule(
    RuleHeader header,
    LogSource logsource,
    Expression detection,
    Map<String, @Nullable Object> customAttributes,
    String source,
    String origin) {
  /** The same rule with a filter's condition joined by AND. */
  SigmaRule with(Expression condition) {
    return new SigmaRule(
        header,
        logsource,
        Expression.and(List.of(detection, condition)),
        customAttributes,
        source,
        origin);
  }

  /** The same rule under an id, which it keeps where it has one. */
  public SigmaRule identified(String id) {
    return new SigmaRule(
        header.identified(id), logsource, detection, customAttributes, source, origin);
  }

  /** The UUID in lower case, where the rule has one. */
  public @Nullable String id() {
    return header.id();
  }

  /** What names the rule among others: its id, else its name, else its title. */
  public String key() {
    return header.id() != null
        ? header.id()
        : header.name() != null ? header.name() : header.title();
  }

  /** The title, at most 256 characters. */
  public String title() {
    return header.title();
  }

  /** The alternative key, where the rule has one. */
  public @Nullable String name() {
    return header.name();
  }

  /** How far its author trusts it. */
  public @Nullable RuleStatus status() {
    return header.status();
  }

  /** How bad a match is; a rule that does not say is taken as medium. */
  public RuleLevel level() {
    return header.level() != null ? header.level() : RuleLevel.MEDIUM;
  }

  /** What it finds and why. */
  public @Nullable String description() {
    return header.description();
  }

  /** Who wrote it. */
  public @Nullable String author() {
    return header.author();
  }

  /** When it was written. */
  public @Nullable LocalDate date() {
    return header.date();
  }

  /** Where to read on. */
  public List<String> references() {
    return header.references();
  }

  /** Tags such as attack.t1078. */
  public List<String> tags() {
    return header.tags();
  }

  /** What else matches. */
  public List<String> falsepositives() {
    return header.falsepositives();
  }
}
