package io.cairn.guard;

import org.jspecify.annotations.Nullable;

/**
 * Why a rule fails, once for each value that fails a clause: where the clause stands (line and
 * column from 1), where the value stands, what it is and what it should be.
 *
 * @param rule the rule's name
 * @param clause the clause as written, at most 300 characters
 * @param path the value's place as items are read, {@code configuration.list[0].key}; the query as
 *     written where the value is not in the document
 * @param pointer a JSON pointer to the value, or to the place where its path stopped
 * @param found the value, at most 80 characters, or {@code missing}
 * @param wanted what the clause asks for, in words that follow "must"
 * @param message the rule author's own message, if the clause has one
 */
public record GuardFinding(
    String rule,
    int line,
    int column,
    String clause,
    String path,
    String pointer,
    String found,
    String wanted,
    @Nullable String message) {

  /** One line for the person who mends: the author's message, then the facts. */
  public String sentence() {
    var facts =
        found.isEmpty()
            ? path + " must " + wanted + "."
            : path + " is " + found + ", must " + wanted + ".";
    return message == null ? facts : (message + " " + facts);
  }

  public GuardFinding withMessage(String other) {
    return message != null
        ? this
        : new GuardFinding(rule, line, column, clause, path, pointer, found, wanted, other);
  }

  public GuardFinding withWanted(String other) {
    return new GuardFinding(rule, line, column, clause, path, pointer, found, other, message);
  }
}
