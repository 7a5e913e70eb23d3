/**
 * Values, the reading of documents into them, and the keys by which they are found. Internal to the
 * engine.
 */
@NullMarked
package io.cairn.guard.value;

import org.jspecify.annotations.NullMarked;
