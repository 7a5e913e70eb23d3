package io.cairn.trail.ingest;

/**
 * A record that was not accepted.
 *
 * @param index its place in the body, from 0
 * @param code why, for a program
 * @param detail what is wrong, where in the record, and what to do
 */
public record RefusedRecord(int index, String code, String detail) {}
