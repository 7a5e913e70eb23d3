/**
 * Regular expressions in linear time, for patterns that come from people and input that comes from
 * anyone.
 *
 * <p>{@link io.cairn.regex.Regex} searches UTF-8 bytes with a lazily built automaton whose memory
 * is bounded, and goes on by plain set simulation where that bound is reached; both cost at most
 * (program size) x (input bytes). What cannot be done in linear time (backreferences, lookaround)
 * is refused with its position.
 */
@NullMarked
package io.cairn.regex;

import org.jspecify.annotations.NullMarked;
