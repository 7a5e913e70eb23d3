package io.cairn.guard.value;

/** What a value is; the last two never come from a document. Kinds never convert. */
public enum Kind {
  NULL("null"),
  BOOL("a boolean"),
  INT("a whole number"),
  FLOAT("a decimal number"),
  STRING("text"),
  CHAR("a character"),
  LIST("a list"),
  MAP("a map"),
  REGEX("a pattern"),
  RANGE("a range"),
  /** An optional parameter that was not given: a variable bound to it has no result at all. */
  NOTHING("nothing"),
  /** A part that was not recorded: a query that meets it makes the verdict undecidable. */
  UNKNOWN("not recorded");

  private final String words;

  Kind(String words) {
    this.words = words;
  }

  /** The kind in words that follow "it is". */
  public String words() {
    return words;
  }
}
