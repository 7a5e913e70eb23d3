package io.cairn.gateway.route;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A query taken apart once: pairs are told apart by {@code &} alone, what other parsers also split
 * at ({@code ;}) is refused, and the request goes on under {@link #canonical()}, so that no service
 * can see a parameter that the decision did not.
 *
 * @param pairs names and values, decoded, in order
 */
record RequestQuery(List<Map.Entry<String, String>> pairs) {
  private static final int MAX_PAIRS = 512;

  RequestQuery {
    pairs = List.copyOf(pairs);
  }

  static RequestQuery parse(String raw) throws Refusal {
    if (raw.indexOf(';') >= 0) {
      throw Refusal.malformed("The query holds ;, which is not taken in queries here: write %3B.");
    }
    List<Map.Entry<String, String>> pairs = new ArrayList<>();
    for (String pair : raw.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        pairs.add(Map.entry(decode(name), equals < 0 ? "" : decode(pair.substring(equals + 1))));
      }
    }
    if (pairs.size() > MAX_PAIRS) {
      throw Refusal.malformed("A query has at most " + MAX_PAIRS + " parameters.");
    }
    return new RequestQuery(pairs);
  }

  private static String decode(String text) throws Refusal {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Refusal.malformed(
          "The query holds a % that two hexadecimal digits do not follow; write it as %25.");
    }
  }

  /** All values of a parameter, in order. */
  List<String> values(String name) {
    return pairs.stream()
        .filter(pair -> pair.getKey().equals(name))
        .map(Map.Entry::getValue)
        .toList();
  }

  /** The one spelling of this query that is passed on; empty if there are no parameters. */
  String canonical() {
    StringBuilder out = new StringBuilder();
    for (Map.Entry<String, String> pair : pairs) {
      out.append(out.isEmpty() ? "" : "&")
          .append(encode(pair.getKey()))
          .append('=')
          .append(encode(pair.getValue()));
    }
    return out.toString();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
