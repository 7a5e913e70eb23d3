/** Walks a store and says what is wrong in it and where. */
@NullMarked
package io.cairn.eventstore.check;

import org.jspecify.annotations.NullMarked;
