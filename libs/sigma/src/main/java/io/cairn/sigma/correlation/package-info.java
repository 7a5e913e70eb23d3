/**
 * Judges correlation rules over what other rules matched, in event time: out-of-order events are
 * put where they belong, what is kept is bounded, and all of it lies behind {@link
 * io.cairn.sigma.correlation.CorrelationState} so that it can be stored with the offsets consumed.
 */
@NullMarked
package io.cairn.sigma.correlation;

import org.jspecify.annotations.NullMarked;
