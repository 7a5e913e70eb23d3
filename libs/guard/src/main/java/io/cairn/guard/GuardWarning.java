package io.cairn.guard;

/**
 * A construct that parses but does not do what it seems to do. Managed rules may have none; custom
 * ones are accepted with them.
 *
 * @param line from 1
 * @param column from 1
 * @param message what it does instead and what to write
 */
public record GuardWarning(int line, int column, String message) {}
