package io.cairn.sigma;

/**
 * One document's mention of another.
 *
 * @param key the other's id or name
 * @param line where it is written, from 1
 * @param column where it is written, from 1
 */
public record SigmaReference(String key, int line, int column) {}
