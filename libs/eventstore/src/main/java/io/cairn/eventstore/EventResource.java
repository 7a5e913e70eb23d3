package io.cairn.eventstore;

import org.jspecify.annotations.Nullable;

/**
 * A resource that an event names.
 *
 * @param resourceType AWS type name, or null where the record does not tell
 * @param resourceName ARN, id or name, as the record spells it
 */
public record EventResource(@Nullable String resourceType, String resourceName) {}
