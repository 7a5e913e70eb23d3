/** Reads JSON within bounds and keeps the place of every value, for the grammar to point at. */
@NullMarked
package io.cairn.policy.syntax;

import org.jspecify.annotations.NullMarked;
