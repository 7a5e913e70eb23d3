/**
 * The event store: CloudTrail records kept byte for byte, each once, found newest first by any
 * combination of their attributes. Plain Java over JDBC and PostgreSQL; it owns the tables {@code
 * event}, {@code event_batch} and {@code writer_lease} ({@code db/eventstore}). This is its first
 * form, one row for each event; the interface {@link io.cairn.eventstore.EventStore} is what stays.
 */
@NullMarked
package io.cairn.eventstore;

import org.jspecify.annotations.NullMarked;
