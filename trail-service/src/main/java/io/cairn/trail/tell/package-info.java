/** Telling other services of stored events. */
@NullMarked
package io.cairn.trail.tell;

import org.jspecify.annotations.NullMarked;
