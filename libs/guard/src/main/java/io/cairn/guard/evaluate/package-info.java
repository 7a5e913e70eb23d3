/** The compiled program and its runs over documents. Internal to the engine. */
@NullMarked
package io.cairn.guard.evaluate;

import org.jspecify.annotations.NullMarked;
