package io.cairn.gateway.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.gateway.upstream.Part;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One service's OpenAPI document.
 *
 * @param name short name of the service, to tell schemas of the same name apart
 * @param part the service, or null for the gateway itself
 * @param root the document
 */
record ServiceDocument(String name, @Nullable Part part, JsonNode root) {
  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");
  private static final String OWN_PREFIX = "/api/v1/identity";

  /** Whether a path may come from this document: no service serves another's paths. */
  boolean owns(String path) {
    return part == null
        ? path.equals(OWN_PREFIX) || path.startsWith(OWN_PREFIX + "/")
        : part.owns(path);
  }

  static boolean isMethod(String name) {
    return METHODS.contains(name);
  }

  /** The service's version, as its document says. */
  String version() {
    return root.path("info").path("version").asText("");
  }

  List<ApiOperation> operations() {
    List<ApiOperation> operations = new ArrayList<>();
    root.path("paths")
        .properties()
        .forEach(
            path -> {
              if (owns(path.getKey())) {
                path.getValue()
                    .properties()
                    .forEach(
                        method -> {
                          if (isMethod(method.getKey())) {
                            operations.add(
                                operation(path.getKey(), method.getKey(), path.getValue()));
                          }
                        });
              }
            });
    return operations;
  }

  private ApiOperation operation(String path, String method, JsonNode item) {
    JsonNode node = item.path(method);
    JsonNode action = node.path("x-aws-action");
    String text = action.isTextual() ? action.textValue() : null;
    Set<String> inQuery = new HashSet<>();
    for (JsonNode parameters : List.of(item.path("parameters"), node.path("parameters"))) {
      for (JsonNode parameter : parameters) {
        if (parameter.path("in").asText("").equals("query")) {
          inQuery.add(parameter.path("name").asText(""));
        }
      }
    }
    return new ApiOperation(
        node.path("operationId").asText(method + " " + path),
        method.toUpperCase(Locale.ROOT),
        path,
        text,
        text,
        part,
        Set.copyOf(inQuery));
  }
}
