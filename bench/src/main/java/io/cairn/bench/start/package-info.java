/** Start and memory of everything on one machine. */
@NullMarked
package io.cairn.bench.start;

import org.jspecify.annotations.NullMarked;
