package io.cairn.config.collect.sdk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.config.collect.JsonPaths;
import io.cairn.config.item.Relationship;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A relationship that a type's configuration tells.
 *
 * @param name AWS Config's wording
 * @param resourceType type of the other end
 * @param path where the other end's ids or names stand, in the configuration
 * @param byName whether the path gives names
 * @param shorten what of the value is the id or name
 */
record Edge(
    String name, String resourceType, String path, boolean byName, UnaryOperator<String> shorten) {

  Stream<Relationship> from(ObjectNode configuration) {
    return JsonPaths.texts(configuration, path).stream()
        .map(shorten)
        .filter(text -> !text.isEmpty())
        .distinct()
        .map(
            text ->
                new Relationship(resourceType, byName ? null : text, byName ? text : null, name));
  }
}
