/**
 * Stores what was received, each event once, and tells what is new. Topics in:
 * trail.event.received.v1; out: trail.event.recorded.v1.
 */
@NullMarked
package io.cairn.trail.writer;

import org.jspecify.annotations.NullMarked;
