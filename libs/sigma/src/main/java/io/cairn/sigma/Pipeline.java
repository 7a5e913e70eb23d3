package io.cairn.sigma;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How rules written for other names are read for a stream: applied once, when a file is read.
 * CloudTrail's rules use CloudTrail's names and need none.
 *
 * @param fields field names and what each is called here; where one is called several things, any
 *     may hold
 * @param placeholders values of {@code %name%} under {@code expand}; wildcards in them count
 * @param taxonomies that rules may name besides {@code sigma}
 * @param logsources log sources and what each is called here
 */
public record Pipeline(
    Map<String, List<String>> fields,
    Map<String, List<String>> placeholders,
    Set<String> taxonomies,
    Map<LogSource, LogSource> logsources) {
  /** Changes nothing. */
  public static final Pipeline NONE = new Pipeline(Map.of(), Map.of(), Set.of(), Map.of());

  /**
   * Copies what it is given.
   *
   * @throws IllegalArgumentException where a field or placeholder is given nothing
   */
  public Pipeline {
    fields = Map.copyOf(fields);
    placeholders = Map.copyOf(placeholders);
    taxonomies = Set.copyOf(taxonomies);
    logsources = Map.copyOf(logsources);
    refuseEmpty("field", fields);
    refuseEmpty("placeholder", placeholders);
  }

  private static void refuseEmpty(String what, Map<String, List<String>> map) {
    map.forEach(
        (name, values) -> {
          if (values.isEmpty()) {
            throw new IllegalArgumentException(
                "the %s '%s' is given no values: leave it out".formatted(what, name));
          }
        });
  }
}
