package io.cairn.cli;

import io.cairn.cli.suite.Connection;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/** What the exit status of a command says, unless the command itself names other ones. */
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
  NOT_RUNNING(3, "no suite runs there, or it cannot be reached"),
  /** Somebody pressed Ctrl-C. */
  INTERRUPTED(130, "interrupted");

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

  /** Completes the statuses of a command; 3 only where it asks a suite. */
  static void describe(CommandSpec command) {
    Map<String, String> own = command.usageMessage().exitCodeList();
    Map<String, String> all = new LinkedHashMap<>(own);
    boolean asks =
        command.mixins().values().stream().anyMatch(m -> m.userObject() instanceof Connection);
    for (ExitStatus status : values()) {
      boolean given = own.keySet().stream().anyMatch(k -> k.equals(status.number + ""));
      boolean general = status == USAGE || status == INTERRUPTED || own.isEmpty();
      if (!given && general && (asks || status != NOT_RUNNING)) {
        all.put(String.valueOf(status.number), status.meaning);
      }
    }
    command.usageMessage().exitCodeListHeading("%nExit statuses:%n").exitCodeList(all);
  }
}
