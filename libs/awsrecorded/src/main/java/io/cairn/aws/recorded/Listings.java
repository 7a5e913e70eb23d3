package io.cairn.aws.recorded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finding and paging in what a service holds. */
final class Listings {

  static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Listings() {}

  /** The text at a member; dots go deeper. Empty when there is none. */
  static String text(JsonNode node, String member) {
    JsonNode current = node;
    for (String step : member.split("\\.", -1)) {
      current = current.path(step);
    }
    return current.asText("");
  }

  /** The element of a collection with an id. */
  static ObjectNode find(
      ObjectNode content, String collection, String member, String id, AwsError otherwise) {
    for (JsonNode element : content.path(collection)) {
      if (id.equals(text(element, member))) {
        return (ObjectNode) element;
      }
    }
    throw otherwise;
  }

  /**
   * A page of elements.
   *
   * @param next token of the next page, null on the last
   */
  record Page(ArrayNode items, @Nullable String next) {}

  static Page page(
      List<JsonNode> elements,
      int most,
      @Nullable String token,
      Function<JsonNode, JsonNode> view) {
    int from = token == null || token.isEmpty() ? 0 : offset(token);
    int to = Math.min(elements.size(), from + most);
    ArrayNode items = NODES.arrayNode();
    elements.subList(Math.min(from, to), to).forEach(e -> items.add(view.apply(e)));
    return new Page(items, to < elements.size() ? token(to) : null);
  }

  static List<JsonNode> elements(ObjectNode content, String collection) {
    List<JsonNode> elements = new ArrayList<>();
    content.path(collection).forEach(elements::add);
    return elements;
  }

  private static String token(int offset) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(("offset:" + offset).getBytes(StandardCharsets.UTF_8));
  }

  private static int offset(String token) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      return Integer.parseInt(text.substring("offset:".length()));
    } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
      throw new AwsError(400, "InvalidNextToken", "The token is not one of ours.");
    }
  }

  /** A copy with only some members. */
  static ObjectNode only(JsonNode node, String... members) {
    ObjectNode copy = NODES.objectNode();
    for (String member : members) {
      if (node.has(member)) {
        copy.set(member, node.get(member));
      }
    }
    return copy;
  }

  /** A copy without some members. */
  static ObjectNode without(JsonNode node, String... members) {
    ObjectNode copy = node.deepCopy();
    copy.remove(List.of(members));
    return copy;
  }
}
