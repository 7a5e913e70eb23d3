/** Simulation: cases as lines of JSON, decided one by one. */
@NullMarked
package io.cairn.policy.simulate;

import org.jspecify.annotations.NullMarked;
