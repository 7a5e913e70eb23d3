package io.cairn.config.importing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.config.item.ItemStatus;
import io.cairn.web.body.BodyFault;
import java.util.Map;
import java.util.Set;

/** Brings the parts of an item that are no plain text into the form that is stored. */
final class ItemBodies {

  private final ObjectMapper mapper;

  ItemBodies(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  /**
   * Spells configuration, supplementary configuration, tags and relationships.
   *
   * @param api whether the item is in the API's form, where bodies are JSON in text
   */
  void spell(ObjectNode message, boolean api, ItemStatus status) throws InvalidItemException {
    JsonNode configuration = message.path("configuration");
    if (configuration.isTextual()) {
      configuration = parsed("configuration", configuration.textValue());
    }
    boolean absent = configuration.isNull() || configuration.isMissingNode();
    if (!configuration.isObject() && (status.isRecorded() || !absent)) {
      throw new InvalidItemException(
          "configuration must be an object, or text that holds one, but is "
              + ItemTexts.shown(configuration)
              + "; of an oversized item, send the file that its s3DeliverySummary names");
    }
    if (configuration.isObject()) {
      message.set("configuration", configuration);
    } else {
      message.putNull("configuration");
    }
    ObjectNode supplementary = object(message, "supplementaryConfiguration");
    if (api) {
      for (Map.Entry<String, JsonNode> part : Set.copyOf(supplementary.properties())) {
        if (part.getValue().isTextual()) {
          supplementary.set(part.getKey(), parsedOrText(part.getValue()));
        }
      }
    }
    tags(object(message, "tags"));
    message.set("relationships", relationships(message.path("relationships")));
    message.set("relatedEvents", list(message.path("relatedEvents"), "relatedEvents"));
    if (!message.path("configurationStateMd5Hash").isTextual()) {
      message.put("configurationStateMd5Hash", "");
    }
  }

  private static ObjectNode object(ObjectNode message, String member) throws InvalidItemException {
    JsonNode value = message.path(member);
    if (value.isMissingNode() || value.isNull()) {
      return message.putObject(member);
    }
    if (value instanceof ObjectNode object) {
      return object;
    }
    throw new InvalidItemException(member + " must be an object, but is " + ItemTexts.shown(value));
  }

  private static void tags(ObjectNode tags) throws InvalidItemException {
    for (Map.Entry<String, JsonNode> tag : tags.properties()) {
      JsonNode value = tag.getValue();
      if (!(value.isTextual() || value.isNull())
          || ItemTexts.hasNul(tag.getKey())
          || (value.isTextual() && ItemTexts.hasNul(value.textValue()))) {
        throw new InvalidItemException(
            "tags hold a value that is no text: " + ItemTexts.shown(value));
      }
    }
  }

  private static ArrayNode list(JsonNode value, String member) throws InvalidItemException {
    if (value.isMissingNode() || value.isNull()) {
      return JsonNodeFactory.instance.arrayNode();
    }
    if (value instanceof ArrayNode array) {
      return array;
    }
    throw new InvalidItemException(member + " must be a list, but is " + ItemTexts.shown(value));
  }

  private static ArrayNode relationships(JsonNode given) throws InvalidItemException {
    ArrayNode edges = list(given, "relationships");
    for (JsonNode edge : edges) {
      if (!(edge instanceof ObjectNode object)) {
        throw new InvalidItemException("relationships hold " + ItemTexts.shown(edge));
      }
      if (object.has("relationshipName")) {
        JsonNode name = object.remove("relationshipName");
        object.set("name", name);
      }
      object.remove("direction");
      for (String member : new String[] {"resourceId", "resourceName", "resourceType", "name"}) {
        ItemTexts.text(
            object,
            member,
            member.equals("resourceType") ? ItemTexts.MAX_TYPE : ItemTexts.MAX_NAME);
      }
    }
    return edges;
  }

  /** A supplementary value in the API is JSON text; what a message has as text is encoded twice. */
  private JsonNode parsedOrText(JsonNode text) {
    try {
      JsonNode parsed = mapper.readTree(text.textValue());
      return parsed == null || parsed.isMissingNode() ? text : parsed;
    } catch (JsonProcessingException e) {
      return text;
    }
  }

  private JsonNode parsed(String member, String text) throws InvalidItemException {
    if (text.isEmpty() || text.equals("null")) {
      return JsonNodeFactory.instance.nullNode();
    }
    try {
      return mapper.readTree(text);
    } catch (JsonProcessingException e) {
      throw new InvalidItemException(BodyFault.of(e, "the text of " + member).detail());
    }
  }
}
