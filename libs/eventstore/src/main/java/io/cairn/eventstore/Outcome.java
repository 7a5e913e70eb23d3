package io.cairn.eventstore;

/** What became of a record that was appended. */
public enum Outcome {
  /** It is new and stored. */
  STORED,
  /** The same event with the same bytes is stored already. */
  DUPLICATE,
  /** The same event is stored already with other bytes; the first is kept. */
  CONFLICT
}
