package io.cairn.gateway.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes one OpenAPI 3.1 document of several. Components of one name and content are shared; where
 * the content differs, the later document's get the service's name in front, and everything that
 * refers to them follows.
 */
final class DocumentMerger {
  private static final String COMPONENTS = "#/components/";

  private final ObjectMapper json;
  private final ObjectNode frame;

  /**
   * A merger.
   *
   * @param frame the document to put the others into: info, security, what the gateway adds itself
   */
  DocumentMerger(ObjectMapper json, ObjectNode frame) {
    this.json = json;
    this.frame = frame;
  }

  ObjectNode merge(List<ServiceDocument> documents) {
    ObjectNode merged = frame.deepCopy();
    for (ServiceDocument document : documents) {
      Map<String, String> renamed = renamed(merged, document);
      copyComponents(merged, document, renamed);
      copyPaths(merged, document, renamed);
    }
    return merged;
  }

  /** References that must change, to what they must say. */
  private static Map<String, String> renamed(ObjectNode merged, ServiceDocument document) {
    Map<String, String> renamed = new HashMap<>();
    JsonNode components = document.root().path("components");
    boolean more = true;
    while (more) {
      more = false;
      for (var section : components.properties()) {
        JsonNode taken = merged.path("components").path(section.getKey());
        for (var component : section.getValue().properties()) {
          String reference = COMPONENTS + section.getKey() + "/" + component.getKey();
          boolean clashes =
              taken.has(component.getKey())
                  && (!taken.get(component.getKey()).equals(component.getValue())
                      || refersToAny(component.getValue(), renamed.keySet()));
          if (clashes && !renamed.containsKey(reference)) {
            renamed.put(
                reference,
                COMPONENTS + section.getKey() + "/" + document.name() + component.getKey());
            more = true;
          }
        }
      }
    }
    return renamed;
  }

  private static boolean refersToAny(JsonNode node, Set<String> references) {
    if (references.contains(node.path("$ref").asText(""))) {
      return true;
    }
    for (JsonNode child : node) {
      if (refersToAny(child, references)) {
        return true;
      }
    }
    return false;
  }

  private void copyComponents(
      ObjectNode merged, ServiceDocument document, Map<String, String> renamed) {
    ObjectNode target = merged.withObject("/components");
    for (var section : document.root().path("components").properties()) {
      if (section.getKey().equals("securitySchemes")) {
        continue;
      }
      ObjectNode into = target.withObject("/" + section.getKey());
      for (var component : section.getValue().properties()) {
        String reference = COMPONENTS + section.getKey() + "/" + component.getKey();
        String name = renamed.getOrDefault(reference, reference);
        into.set(name.substring(name.lastIndexOf('/') + 1), follow(component.getValue(), renamed));
      }
    }
  }

  private void copyPaths(ObjectNode merged, ServiceDocument document, Map<String, String> renamed) {
    ObjectNode paths = (ObjectNode) merged.get("paths");
    Set<String> ids = operationIds(paths);
    for (var path : document.root().path("paths").properties()) {
      if (!document.owns(path.getKey())) {
        continue;
      }
      ObjectNode item = (ObjectNode) follow(path.getValue(), renamed);
      for (var member : item.properties()) {
        if (ServiceDocument.isMethod(member.getKey())) {
          complete((ObjectNode) member.getValue(), document, ids);
        }
      }
      paths.set(path.getKey(), item);
    }
  }

  private static Set<String> operationIds(ObjectNode paths) {
    Set<String> ids = new HashSet<>();
    for (JsonNode item : paths) {
      for (JsonNode operation : item) {
        ids.add(operation.path("operationId").asText(""));
      }
    }
    return ids;
  }

  /** What the gateway knows of every operation: who may call it, and how it refuses. */
  private static void complete(ObjectNode operation, ServiceDocument document, Set<String> ids) {
    String id = operation.path("operationId").asText("");
    if (!ids.add(id)) {
      operation.put("operationId", document.name() + id);
    }
    operation.remove("security");
    ObjectNode responses = operation.withObject("/responses");
    for (String status : List.of("401", "403")) {
      if (!responses.has(status) || responses.path(status).size() <= 1) {
        responses.set(
            status, responses.objectNode().put("$ref", "#/components/responses/Refused" + status));
      }
    }
  }

  private JsonNode follow(JsonNode node, Map<String, String> renamed) {
    if (node.isObject()) {
      ObjectNode copy = json.createObjectNode();
      for (var member : node.properties()) {
        JsonNode value = member.getValue();
        copy.set(
            member.getKey(),
            member.getKey().equals("$ref") && value.isTextual()
                ? copy.textNode(renamed.getOrDefault(value.textValue(), value.textValue()))
                : follow(value, renamed));
      }
      return copy;
    }
    if (node.isArray()) {
      ArrayNode copy = json.createArrayNode();
      node.forEach(item -> copy.add(follow(item, renamed)));
      return copy;
    }
    return node;
  }
}
