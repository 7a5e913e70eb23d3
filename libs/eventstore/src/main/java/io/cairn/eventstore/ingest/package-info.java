/**
 * Writing: which events are new, encoding on several threads, and one transaction for blocks,
 * indexes, offset and the caller's own work.
 */
@NullMarked
package io.cairn.eventstore.ingest;

import org.jspecify.annotations.NullMarked;
