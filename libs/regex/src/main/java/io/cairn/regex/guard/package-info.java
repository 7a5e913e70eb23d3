/**
 * The profile of patterns that Guard rules are written in: wider than what a linear automaton can
 * do, with Unicode classes, look-around, back references, atomic groups and captures. A pattern
 * whose automaton is small is searched by that; all else by a matcher that spends a budget.
 */
@NullMarked
package io.cairn.regex.guard;

import org.jspecify.annotations.NullMarked;
