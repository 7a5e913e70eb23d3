package io.cairn.config.item;

import org.jspecify.annotations.Nullable;

/**
 * An edge from the resource that carries it to another, worded as AWS Config words it.
 *
 * @param resourceType type of the other end
 * @param resourceId id of the other end; null where only its name is known
 * @param resourceName name of the other end, where known
 * @param name AWS's relationship name, {@code Is contained in Vpc}
 */
public record Relationship(
    String resourceType, @Nullable String resourceId, @Nullable String resourceName, String name) {}
