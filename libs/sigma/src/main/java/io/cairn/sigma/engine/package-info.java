/**
 * Evaluates rules over an event's bytes: {@code EventScanner} captures the fields that rules name,
 * {@code RuleIndex} wakes the rules whose rarest necessary test can hold, {@code Evaluation}
 * decides each distinct test at most once.
 */
@NullMarked
package io.cairn.sigma.engine;

import org.jspecify.annotations.NullMarked;
