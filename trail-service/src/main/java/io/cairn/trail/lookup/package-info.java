/** Finding events. */
@NullMarked
package io.cairn.trail.lookup;

import org.jspecify.annotations.NullMarked;
