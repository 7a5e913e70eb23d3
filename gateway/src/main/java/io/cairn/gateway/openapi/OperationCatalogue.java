package io.cairn.gateway.openapi;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All operations as a tree of path segments: a literal segment is preferred to a parameter, so
 * {@code /a/b} wins over {@code /a/{id}}. Immutable once built.
 */
final class OperationCatalogue {
  private static final class Node {
    private final Map<String, Node> literals = new HashMap<>();
    private final Map<String, ApiOperation> methods = new TreeMap<>();
    private @Nullable Node parameter;
  }

  private final Node root = new Node();
  private final List<ApiOperation> operations;

  OperationCatalogue(List<ApiOperation> operations) {
    this.operations = List.copyOf(operations);
    for (ApiOperation operation : operations) {
      Node node = root;
      for (String segment : segments(operation.template())) {
        node = isParameter(segment) ? parameterOf(node) : literalOf(node, segment);
      }
      node.methods.put(operation.method(), operation);
    }
  }

  private static Node parameterOf(Node node) {
    Node next = node.parameter;
    if (next == null) {
      next = new Node();
      node.parameter = next;
    }
    return next;
  }

  private static Node literalOf(Node node, String segment) {
    return node.literals.computeIfAbsent(segment, _ -> new Node());
  }

  List<ApiOperation> operations() {
    return operations;
  }

  /**
   * Finds an operation.
   *
   * @param method HTTP method; HEAD asks for what GET would
   * @param path decoded segments
   */
  RouteMatch match(String method, List<String> path) {
    Node node = find(root, path, 0);
    if (node == null) {
      return new RouteMatch.Unknown();
    }
    ApiOperation operation = node.methods.get(method);
    if (operation == null && method.equals("HEAD")) {
      operation = node.methods.get("GET");
    }
    if (operation == null) {
      return new RouteMatch.WrongMethod(node.methods.keySet());
    }
    return new RouteMatch.Found(operation, parameters(operation, path));
  }

  private static @Nullable Node find(Node node, List<String> path, int depth) {
    if (depth == path.size()) {
      return node.methods.isEmpty() ? null : node;
    }
    Node literal = node.literals.get(path.get(depth));
    Node found = literal == null ? null : find(literal, path, depth + 1);
    if (found == null && node.parameter != null && !path.get(depth).isEmpty()) {
      found = find(node.parameter, path, depth + 1);
    }
    return found;
  }

  private static Map<String, String> parameters(ApiOperation operation, List<String> path) {
    Map<String, String> parameters = new HashMap<>();
    List<String> template = segments(operation.template());
    for (int i = 0; i < path.size(); i++) {
      String segment = template.get(i);
      if (isParameter(segment)) {
        parameters.put(segment.substring(1, segment.length() - 1), path.get(i));
      }
    }
    return parameters;
  }

  private static boolean isParameter(String segment) {
    return segment.startsWith("{") && segment.endsWith("}");
  }

  private static List<String> segments(String template) {
    List<String> segments = new ArrayList<>(List.of(template.split("/", -1)));
    segments.removeFirst();
    return segments;
  }
}
