/**
 * The join: which API event is behind a change. Owns the table of write events by the resources
 * they touched, fed from {@code trail.event.recorded.v1}; the cause of an item is worked out when
 * it is read, from the looks around the item and the events known by then, so it does not matter in
 * which order they came or how late. It stands beside the item, never in it.
 */
@NullMarked
package io.cairn.config.cause;

import org.jspecify.annotations.NullMarked;
