package io.cairn.rules;

/**
 * When AWS evaluates a rule. Here every rule is judged when the item it reads changes, account
 * facts included, so this is told to callers and decides nothing.
 */
public enum Trigger {
  CHANGE("change"),
  PERIODIC("periodic"),
  BOTH("change+periodic");

  private final String written;

  Trigger(String written) {
    this.written = written;
  }

  /** The word in a rule file. */
  public String written() {
    return written;
  }
}
