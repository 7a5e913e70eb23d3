package io.cairn.config.cause;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One item as the join sees it: it was seen at {@code at}, and was not yet there at {@code since}.
 *
 * @param stateId the item
 * @param since the look before that saw everything; null at the first item of a resource
 * @param at the look that made the item
 */
record Sighting(long stateId, @Nullable Instant since, Instant at) {}
