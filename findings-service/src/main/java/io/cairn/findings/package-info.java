/**
 * What it means: detections over API events and verdicts of configuration rules become findings,
 * and somebody is told. Features: {@code detection}, {@code compliance}, {@code finding}, {@code
 * notification}, {@code deadletter}, {@code status}.
 */
@NullMarked
package io.cairn.findings;

import org.jspecify.annotations.NullMarked;
