package io.cairn.guard.parse;

import io.cairn.guard.syntax.Node;
import io.cairn.guard.syntax.Node.Clause;
import org.jspecify.annotations.Nullable;

/** Parses clauses that name another rule: calls and references. */
final class NamedClauseParser {

  private final Cursor in;
  private final QueryParser queries;

  NamedClauseParser(Cursor in, QueryParser queries) {
    this.in = in;
    this.queries = queries;
  }

  @Nullable Clause ruleCall() {
    int start = in.at();
    boolean not = in.not();
    var rule = in.name();
    if (rule == null || in.peek() != '(') {
      in.back(start);
      return null;
    }
    var arguments = queries.arguments(false);
    int end = in.at();
    var message = in.message();
    return new Node.RuleCall(rule, arguments, not, message, in.place(start, end));
  }

  @Nullable Clause reference() {
    int start = in.at();
    boolean not = in.not();
    var rule = in.name();
    if (rule == null) {
      in.back(start);
      return null;
    }
    int end = in.at();
    in.blanks();
    String message = null;
    if (!endsReference()) {
      message = in.peek() == '<' && in.peek(1) == '<' ? in.message() : null;
      if (message == null) {
        throw in.fail("an operator, or the end of the line after the name of a rule");
      }
    }
    return new Node.RuleReference(rule, not, message, in.place(start, end));
  }

  private boolean endsReference() {
    int next = in.peek();
    if (next == '\n' || next == '#' || next == '{' || (next == '\r' && in.peek(1) == '\n')) {
      return true;
    }
    int start = in.at();
    boolean or = in.or();
    in.back(start);
    return or;
  }
}
