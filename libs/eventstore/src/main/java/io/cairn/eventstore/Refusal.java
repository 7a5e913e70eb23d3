package io.cairn.eventstore;

/**
 * A record that is no event, and where that shows.
 *
 * @param code why, for a program
 * @param offset byte offset inside the record, from 0
 * @param detail why, for a person; never the record's text beyond a name or a short value
 */
public record Refusal(RefusalCode code, int offset, String detail) implements Scan {}
