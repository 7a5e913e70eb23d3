/** The Guard engine: rules over items and templates beside a plain JSON parse of the same bytes. */
@NullMarked
package io.cairn.bench.guard;

import org.jspecify.annotations.NullMarked;
