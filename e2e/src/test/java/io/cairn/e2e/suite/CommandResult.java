package io.cairn.e2e.suite;

/**
 * What a command did.
 *
 * @param command the words
 * @param status exit status
 * @param out standard output
 * @param err standard error
 */
public record CommandResult(String command, int status, String out, String err) {
  /** The result, for a failure's message. */
  @Override
  public String toString() {
    return "$ " + command + "\nstatus " + status + "\n" + out + err;
  }
}
