package io.cairn.eventstore.query;

/**
 * An event that may match, in its place of the order.
 *
 * @param block its block
 * @param event its number in the block
 */
record Candidate(BlockRef block, int event) {}
