/** The event store of the service: its settings, its upkeep, its metrics. */
@NullMarked
package io.cairn.trail.store;

import org.jspecify.annotations.NullMarked;
