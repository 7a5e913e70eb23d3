/**
 * The block: up to 1,024 events of one UTC day in order of time and id, their bytes in frames,
 * their keys, and the index that goes with it until a run takes its place.
 */
@NullMarked
package io.cairn.eventstore.block;

import org.jspecify.annotations.NullMarked;
