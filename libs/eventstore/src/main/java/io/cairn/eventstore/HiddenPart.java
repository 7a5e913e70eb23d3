package io.cairn.eventstore;

import java.time.LocalDate;

/**
 * A damaged part of the store that an answer had to leave out.
 *
 * @param day UTC day of its events
 * @param block id of the block, or of the first block of a damaged chunk or run
 * @param what is damaged, and how
 */
public record HiddenPart(LocalDate day, long block, String what) {}
