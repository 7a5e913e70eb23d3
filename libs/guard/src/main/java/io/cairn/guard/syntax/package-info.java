/**
 * The program as it is written: what the parser builds, the printer prints and the compiler
 * compiles. Internal to the engine.
 */
@NullMarked
package io.cairn.guard.syntax;

import org.jspecify.annotations.NullMarked;
