package io.cairn.gateway.route;

import io.cairn.gateway.openapi.RouteMatch;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a record tells of a request's parameters: bounded, and nothing that looks like a secret. */
final class AuditParameters {
  private static final int MAX_PARAMETERS = 64;
  private static final int MAX_TEXT = 512;
  private static final String HIDDEN = "HIDDEN_DUE_TO_SECURITY_REASONS";
  private static final Pattern SECRET =
      Pattern.compile("secret|password|signature|credential|authorization|token|api-?key");

  private AuditParameters() {}

  static Map<String, Object> of(@Nullable RouteMatch match, String rawQuery) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    if (match instanceof RouteMatch.Found found) {
      found.parameters().forEach((name, value) -> parameters.put(name, cut(value)));
    }
    for (String pair : rawQuery.split("&", -1)) {
      if (!pair.isEmpty() && parameters.size() < MAX_PARAMETERS) {
        int equals = pair.indexOf('=');
        String name = cut(decode(equals < 0 ? pair : pair.substring(0, equals)));
        String value = equals < 0 ? "" : cut(decode(pair.substring(equals + 1)));
        boolean hidden = SECRET.matcher(name.toLowerCase(Locale.ROOT)).find();
        parameters.merge(name, hidden ? HIDDEN : value, AuditParameters::both);
      }
    }
    return parameters;
  }

  private static Object both(Object before, Object value) {
    List<Object> all = new ArrayList<>(before instanceof List<?> list ? list : List.of(before));
    if (all.size() < MAX_PARAMETERS) {
      all.add(value);
    }
    return all;
  }

  /** What does not decode is told as it came. */
  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  private static String cut(String text) {
    return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
  }
}
