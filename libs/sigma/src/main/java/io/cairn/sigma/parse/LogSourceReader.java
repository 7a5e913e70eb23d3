package io.cairn.sigma.parse;

import io.cairn.sigma.DiagnosticCode;
import io.cairn.sigma.LogSource;
import io.cairn.sigma.yaml.YamlNode.Entry;
import io.cairn.sigma.yaml.YamlNode.Mapping;
import io.cairn.sigma.yaml.YamlNode.Scalar;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a log source and what a pipeline calls it here. */
final class LogSourceReader {
  private static final Set<String> KEYS = Set.of("category", "product", "service");

  private LogSourceReader() {}

  static LogSource read(Mapping map, Report report) {
    for (Entry entry : map.entries()) {
      if (KEYS.contains(entry.key().text())) {
        check(entry, report);
      }
    }
    var logsource =
        new LogSource(text(map, "category"), text(map, "product"), text(map, "service"));
    if (logsource.equals(new LogSource(null, null, null))) {
      report.add(
          DiagnosticCode.FIELD_MISSING, map.at(), "logsource needs a category, product or service");
    }
    return report.pipeline().logsources().getOrDefault(logsource, logsource);
  }

  private static void check(Entry entry, Report report) {
    String key = entry.key().text();
    if (!(entry.value() instanceof Scalar scalar)
        || !(scalar.value() instanceof String text)
        || text.isBlank()) {
      report.add(DiagnosticCode.FIELD_TYPE, entry.value().at(), key + " must be a string");
    } else if (!text.equals(text.toLowerCase(Locale.ROOT)) || text.indexOf(' ') >= 0) {
      report.add(
          DiagnosticCode.UPPER_CASE, entry.value().at(), key + " is lower case with _ for spaces");
    }
  }

  private static @Nullable String text(Mapping map, String key) {
    return map.get(key) instanceof Scalar scalar ? scalar.text() : null;
  }
}
