/** Moves events that the store before this one kept as rows into blocks, once, at the start. */
@NullMarked
package io.cairn.trail.move;

import org.jspecify.annotations.NullMarked;
