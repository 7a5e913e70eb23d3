package io.cairn.trail.move;

/** All rows are in blocks: writing and reading may begin. */
public record RowsMoved() {}
