package io.cairn.sigma.parse;

import io.cairn.sigma.DiagnosticCode;
import io.cairn.sigma.expression.FieldPath;
import io.cairn.sigma.parse.Modifier.Kind;
import io.cairn.sigma.yaml.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The left side of an item.
 *
 * @param field the field, or null for keywords
 * @param modifiers in their order
 * @param key where it stands
 */
record ItemKey(@Nullable FieldPath field, List<Modifier> modifiers, Scalar key) {
  /** In this order: {@code hour|gte} is about time, not about numbers. */
  private static final List<Kind> COMPARISONS =
      List.of(Kind.EXISTS, Kind.REGEX, Kind.CIDR, Kind.FIELDREF, Kind.TIME, Kind.COMPARE);

  static final int MAX_FIELD_LENGTH = 1_024;
  static final int MAX_KEYS = 32;

  /** Reads {@code field|mod|…}; null where it cannot be read, which is reported. */
  static @Nullable ItemKey read(Scalar key, Report report) {
    List<String> words = List.of(key.text().split("\\|", -1));
    var modifiers = new ArrayList<Modifier>();
    boolean known = true;
    for (String word : words.subList(1, words.size())) {
      Optional<Modifier> modifier = Modifier.named(word);
      if (modifier.isEmpty()) {
        report.add(DiagnosticCode.MODIFIER_UNKNOWN, key.at(), unknown(word));
        known = false;
      } else {
        modifiers.add(modifier.get());
      }
    }
    String name = words.getFirst();
    var path = name.isEmpty() ? null : new FieldPath(name);
    if (path != null && (name.length() > MAX_FIELD_LENGTH || path.keys().size() > MAX_KEYS)) {
      report.add(
          DiagnosticCode.RULE_TOO_LARGE,
          key.at(),
          "a field name has at most 1,024 characters and 32 keys");
      return null;
    }
    var item = new ItemKey(path, List.copyOf(modifiers), key);
    return known && ChainRules.check(item, report) ? item : null;
  }

  private static String unknown(String word) {
    return word.isEmpty()
        ? "an empty modifier name"
        : "unknown modifier '" + word + "'; names are lower case, such as contains or startswith";
  }

  boolean has(Modifier modifier) {
    return modifiers.contains(modifier);
  }

  boolean has(Kind kind) {
    return modifiers.stream().anyMatch(modifier -> modifier.kind() == kind);
  }

  Optional<Modifier> first(Kind kind) {
    return modifiers.stream().filter(modifier -> modifier.kind() == kind).findFirst();
  }

  /** The modifiers that work on single values: without all and neq, which stand anywhere. */
  List<Modifier> chain() {
    return modifiers.stream().filter(modifier -> modifier.kind() != Kind.ITEM).toList();
  }

  /** Which kind of comparison the item makes; TEXT-like kinds collapse to ENCODING. */
  Kind comparison() {
    for (Kind kind : COMPARISONS) {
      if (has(kind)) {
        return kind;
      }
    }
    return Kind.ENCODING;
  }

  String words() {
    return modifiers.stream().map(Modifier::word).collect(Collectors.joining("|"));
  }
}
