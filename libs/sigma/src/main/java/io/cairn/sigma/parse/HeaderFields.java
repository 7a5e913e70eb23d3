package io.cairn.sigma.parse;

import io.cairn.sigma.DiagnosticCode;
import io.cairn.sigma.yaml.Position;
import io.cairn.sigma.yaml.YamlNode;
import io.cairn.sigma.yaml.YamlNode.Mapping;
import io.cairn.sigma.yaml.YamlNode.Scalar;
import io.cairn.sigma.yaml.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Typed access to a rule's top-level keys; whatever does not fit is reported at its place. */
final class HeaderFields {
  private final Mapping rule;
  private final Report report;

  HeaderFields(Mapping rule, Report report) {
    this.rule = rule;
    this.report = report;
  }

  String required(String key, int maxLength) {
    String text = text(key, maxLength);
    if (text == null && rule.get(key) == null) {
      report.add(DiagnosticCode.FIELD_MISSING, rule.at(), "a rule needs a " + key);
    } else if (text != null && text.isBlank()) {
      report.add(DiagnosticCode.FIELD_MISSING, at(key), key + " must not be empty");
    }
    return text == null ? "" : text;
  }

  @Nullable String text(String key, int maxLength) {
    YamlNode node = rule.get(key);
    if (node == null) {
      return null;
    }
    if (!(node instanceof Scalar scalar) || !(scalar.value() instanceof String text)) {
      report.add(DiagnosticCode.FIELD_TYPE, node.at(), key + " must be a string");
      return null;
    }
    if (text.codePointCount(0, text.length()) > maxLength) {
      refuse(key, "%s has more than %d characters".formatted(key, maxLength));
    }
    return text;
  }

  <E extends Enum<E>> @Nullable E word(String key, Class<E> type) {
    String text = text(key, 100);
    if (text == null) {
      return null;
    }
    for (E constant : type.getEnumConstants()) {
      if (word(constant).equals(text)) {
        return constant;
      }
    }
    String words =
        Stream.of(type.getEnumConstants())
            .map(HeaderFields::word)
            .collect(Collectors.joining(", "));
    refuse(key, "%s is one of %s".formatted(key, words));
    return null;
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  List<String> texts(String key, int minLength, boolean unique) {
    YamlNode node = rule.get(key);
    if (node == null) {
      return List.of();
    }
    if (!(node instanceof Sequence list)) {
      report.add(DiagnosticCode.FIELD_TYPE, node.at(), key + " must be a list of strings");
      return List.of();
    }
    var texts = new ArrayList<String>();
    for (YamlNode item : list.items()) {
      if (item instanceof Scalar scalar
          && scalar.value() instanceof String text
          && text.length() >= minLength) {
        texts.add(text);
      } else {
        String message = "%s holds strings of %d or more characters".formatted(key, minLength);
        report.add(DiagnosticCode.FIELD_TYPE, item.at(), message);
      }
    }
    Set<String> distinct = new LinkedHashSet<>(texts);
    if (unique && distinct.size() < texts.size()) {
      report.add(DiagnosticCode.ENTRY_TWICE, node.at(), key + " holds the same entry twice");
    }
    return List.copyOf(distinct);
  }

  void refuse(String key, String message) {
    report.add(DiagnosticCode.FIELD_VALUE, at(key), message);
  }

  Position at(String key) {
    YamlNode node = rule.get(key);
    return node == null ? rule.at() : node.at();
  }
}
