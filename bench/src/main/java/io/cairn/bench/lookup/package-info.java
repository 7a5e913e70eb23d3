/** Look-ups of every class of value. */
@NullMarked
package io.cairn.bench.lookup;

import org.jspecify.annotations.NullMarked;
