package io.cairn.cli;

/** What the exit status of a command says. */
enum ExitStatus {
  /** It is done. */
  DONE(0, "done"),
  /** It was refused. */
  NO(
      1,
      "no: the suite refused, the input was bad, or a check found something missing or wrong; the reason is a sentence"),
  /** It was not understood. */
  USAGE(2, "the command line is wrong"),
  /** Nobody was there. */
  NOT_RUNNING(3, "no suite runs there, or it cannot be reached");

  private final int number;
  private final String meaning;

  ExitStatus(int number, String meaning) {
    this.number = number;
    this.meaning = meaning;
  }

  int number() {
    return number;
  }

  String meaning() {
    return meaning;
  }
}
