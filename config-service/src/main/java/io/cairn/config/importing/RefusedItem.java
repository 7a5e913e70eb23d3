package io.cairn.config.importing;

/**
 * An item that was not taken.
 *
 * @param index its place among those sent, from 0
 * @param code what kind of thing is wrong
 * @param detail what is wrong, where, and what would be right
 */
record RefusedItem(long index, Code code, String detail) {
  /** Kinds of things that are wrong with an item; part of the API. */
  enum Code {
    /** No JSON; what follows in the same document cannot be read either. */
    MALFORMED_JSON,
    /** JSON, but no object. */
    NOT_AN_OBJECT,
    /** A member that an item cannot do without is missing or not of its kind. */
    INVALID_MEMBER,
    /** An item that is larger than allowed. */
    TOO_LARGE,
    /** The compressed data ended early or is damaged. */
    DAMAGED_GZIP
  }
}
