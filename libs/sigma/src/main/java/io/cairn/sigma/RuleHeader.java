package io.cairn.sigma;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rule says about itself; none of it changes what matches.
 *
 * @param title at most 256 characters
 * @param id UUID in lower case
 * @param name alternative key, unique in its set
 * @param related other rules this one stands in a relation to
 * @param status how far its author trusts it
 * @param level how bad a match is
 * @param taxonomy names of fields it uses
 * @param description what it finds and why
 * @param author who wrote it
 * @param license SPDX identifier
 * @param date when it was written
 * @param modified when it was last changed
 * @param references where to read on
 * @param tags namespace.value, such as attack.t1078
 * @param fields worth a look in a matched event
 * @param falsepositives what else matches
 * @param scope where it is meant to be used
 */
public record RuleHeader(
    String title,
    @Nullable String id,
    @Nullable String name,
    List<Related> related,
    @Nullable RuleStatus status,
    @Nullable RuleLevel level,
    String taxonomy,
    @Nullable String description,
    @Nullable String author,
    @Nullable String license,
    @Nullable LocalDate date,
    @Nullable LocalDate modified,
    List<String> references,
    List<String> tags,
    List<String> fields,
    List<String> falsepositives,
    List<String> scope) {
  /** The same header under an id, which it keeps where it has one. */
  RuleHeader identified(String other) {
    return id != null
        ? this
        : new RuleHeader(
            title,
            other,
            name,
            related,
            status,
            level,
            taxonomy,
            description,
            author,
            license,
            date,
            modified,
            references,
            tags,
            fields,
            falsepositives,
            scope);
  }

  /**
   * A relation to another rule.
   *
   * @param id the other's id
   * @param type derived, obsolete, merged, renamed, similar or correlation
   */
  public record Related(String id, String type) {}
}
