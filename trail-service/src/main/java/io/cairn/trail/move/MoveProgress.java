package io.cairn.trail.move;

/**
 * How far the move is.
 *
 * @param moved events that are in blocks, and committed
 * @param total events that there were
 */
public record MoveProgress(long moved, long total) {}
