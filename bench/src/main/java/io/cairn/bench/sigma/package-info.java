/**
 * The detection engine beside event-ruler and beside Jackson's bare token scan: the same events,
 * equivalent rules, equal matches before time counts.
 */
@NullMarked
package io.cairn.bench.sigma;

import org.jspecify.annotations.NullMarked;
