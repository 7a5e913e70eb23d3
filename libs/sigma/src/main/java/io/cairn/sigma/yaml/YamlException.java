package io.cairn.sigma.yaml;

/** A file that is no YAML, or YAML past the bounds; says where. */
public final class YamlException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What kind of refusal this is. */
  public enum Reason {
    /** Not YAML, or YAML with tags or keys that are refused. */
    SYNTAX,
    /** The same key twice in one map. */
    DUPLICATE_KEY,
    /** Larger, deeper or more aliased than allowed. */
    LIMIT
  }

  private final Reason reason;
  private final transient Position at;

  YamlException(Reason reason, String message, Position at) {
    super(message);
    this.reason = reason;
    this.at = at;
  }

  /** The kind of refusal. */
  public Reason reason() {
    return reason;
  }

  /** Where in the file. */
  public Position at() {
    return at;
  }
}
