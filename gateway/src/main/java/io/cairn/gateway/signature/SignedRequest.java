package io.cairn.gateway.signature;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A request as it came over the wire. Nothing is decoded or normalised, because that is what the
 * caller signed.
 *
 * @param method the method as sent
 * @param rawPath the path as sent, percent-encoding kept
 * @param rawQuery the query as sent without the question mark; empty if there is none
 * @param headers in order, repeated names kept
 * @param body all of the body
 */
public record SignedRequest(
    String method,
    String rawPath,
    String rawQuery,
    List<Map.Entry<String, String>> headers,
    byte[] body) {

  /** Copies the header list, not the body. */
  public SignedRequest {
    headers = List.copyOf(headers);
  }

  /** All values of a header, whose name is given in lower case. */
  List<String> values(String lowerCaseName) {
    List<String> values = new ArrayList<>(1);
    for (Map.Entry<String, String> header : headers) {
      if (header.getKey().toLowerCase(Locale.ROOT).equals(lowerCaseName)) {
        values.add(header.getValue());
      }
    }
    return values;
  }

  /** Whether the request changes something, as far as its method says. */
  boolean mutates() {
    return !method.equals("GET") && !method.equals("HEAD");
  }
}
