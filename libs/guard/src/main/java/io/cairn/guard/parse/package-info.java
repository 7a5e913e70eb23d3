/**
 * From a rule text to its syntax tree, with the furthest place reached where it does not parse.
 * Internal to the engine.
 */
@NullMarked
package io.cairn.guard.parse;

import org.jspecify.annotations.NullMarked;
