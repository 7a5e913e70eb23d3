package io.cairn.e2e.suite;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * An HTTP answer of the gateway.
 *
 * @param status HTTP status
 * @param body the JSON, or a missing node where the body is none
 * @param headers its header fields
 */
public record Answer(int status, JsonNode body, HttpHeaders headers) {
  /** The items of a list. */
  public List<JsonNode> items() {
    return StreamSupport.stream(body.path("items").spliterator(), false).toList();
  }
}
