/** Events as they are stored, for those who wait for them. */
@NullMarked
package io.cairn.trail.tail;

import org.jspecify.annotations.NullMarked;
