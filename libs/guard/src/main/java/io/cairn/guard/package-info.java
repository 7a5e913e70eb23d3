/**
 * The Guard rule language: a rule text compiles once to an immutable program, a JSON document is
 * parsed once to a tree, and the program says PASS, FAIL or SKIP for each of its rules, with
 * findings on demand. Plain Java: no framework, no JSON library; everything is bounded in bytes,
 * depth and steps.
 */
@NullMarked
package io.cairn.guard;

import org.jspecify.annotations.NullMarked;
