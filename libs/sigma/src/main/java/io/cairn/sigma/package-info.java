/**
 * Sigma 2.1 detection rules over CloudTrail's JSON: {@link io.cairn.sigma.SigmaParser} reads and
 * lints files, {@link io.cairn.sigma.SigmaRuleSet} finds the rules that an event matches, straight
 * from its bytes.
 *
 * <p>No framework and no binding of events to objects. The language, its open points and what is
 * refused are in docs/reference/sigma.md; {@code yaml}, {@code parse}, {@code expression} and
 * {@code engine} are internal.
 */
@NullMarked
package io.cairn.sigma;

import org.jspecify.annotations.NullMarked;
