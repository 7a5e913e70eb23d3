/**
 * The event store alone beside what PostgreSQL does with the same events: rows with seven b-trees,
 * rows in a bare heap. No broker and no service in between.
 */
@NullMarked
package io.cairn.bench.store;

import org.jspecify.annotations.NullMarked;
