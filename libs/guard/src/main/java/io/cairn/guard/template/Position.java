package io.cairn.guard.template;

/**
 * A place in a text.
 *
 * @param line from 1
 * @param column in characters, from 1
 */
public record Position(int line, int column) {}
