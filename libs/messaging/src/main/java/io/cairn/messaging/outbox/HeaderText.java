package io.cairn.messaging.outbox;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Record headers as one line of text: {@code name=value&…}, percent-encoded as in a form. */
public final class HeaderText {
  private HeaderText() {}

  /** Writes headers. */
  public static String write(Map<String, String> headers) {
    var text = new StringBuilder();
    headers.forEach(
        (name, value) ->
            text.append(text.isEmpty() ? "" : "&")
                .append(encode(name))
                .append('=')
                .append(encode(value)));
    return text.toString();
  }

  /** Reads what {@link #write} wrote. */
  public static Map<String, String> read(String text) {
    Map<String, String> headers = new HashMap<>();
    if (text.isEmpty()) {
      return headers;
    }
    for (String pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      headers.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
    }
    return headers;
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
