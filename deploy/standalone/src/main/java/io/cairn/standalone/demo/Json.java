package io.cairn.standalone.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Documents written as JSON in the code, with {@code '} for the quotation mark. */
final class Json {
  static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  /** Reads a template whose arguments are put in as {@link String#format} does. */
  @SuppressWarnings("AnnotateFormatMethod") // the annotation would be a dependency of its own
  static ObjectNode of(String template, Object... arguments) {
    String text = template.formatted(arguments).replace('\'', '"');
    try {
      return (ObjectNode) MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no JSON: " + text, e);
    }
  }

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  static ObjectNode listed(String name, List<ObjectNode> elements) {
    ObjectNode object = object();
    ArrayNode array = object.putArray(name);
    elements.forEach(array::add);
    return object;
  }

  /** IAM answers with policy documents that are URL-encoded. */
  static String encoded(ObjectNode document) {
    return URLEncoder.encode(document.toString(), StandardCharsets.UTF_8).replace("+", "%20");
  }
}
