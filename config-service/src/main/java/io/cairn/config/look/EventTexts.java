package io.cairn.config.look;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Texts of an event in which resources may be named. */
final class EventTexts {

  private static final int MOST_NODES = 5000;
  private static final int LONGEST = 2048;

  private EventTexts() {}

  /** The ARNs of {@code resources[]}. */
  static List<String> arns(JsonNode event) {
    Set<String> arns = new LinkedHashSet<>();
    for (JsonNode resource : event.path("resources")) {
      String arn = resource.path("ARN").asText();
      if (arn.startsWith("arn:")) {
        arns.add(arn);
      }
    }
    return new ArrayList<>(arns);
  }

  /** All texts of request and response, shortest path first; the first few thousand. */
  static List<String> all(JsonNode event) {
    Set<String> texts = new LinkedHashSet<>();
    Deque<JsonNode> left = new ArrayDeque<>();
    left.add(event.path("requestParameters"));
    left.add(event.path("responseElements"));
    int nodes = 0;
    while (!left.isEmpty() && nodes++ < MOST_NODES) {
      JsonNode node = left.poll();
      if (node.isTextual() && node.textValue().length() <= LONGEST) {
        texts.add(node.textValue());
      } else {
        node.forEach(left::add);
      }
    }
    return new ArrayList<>(texts);
  }
}
