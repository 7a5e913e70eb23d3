package io.cairn.guard.parse;

import io.cairn.guard.GuardDialect;
import io.cairn.guard.syntax.Node;
import io.cairn.guard.syntax.Node.Binary;
import io.cairn.guard.syntax.Node.Clause;
import io.cairn.guard.syntax.Node.Query;
import io.cairn.guard.syntax.Node.Unary;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Parses unary and binary tests with their messages. */
final class TestParser {

  private final Cursor in;
  private final GuardDialect dialect;
  private final QueryParser queries;

  TestParser(Cursor in, GuardDialect dialect, QueryParser queries) {
    this.in = in;
    this.dialect = dialect;
    this.queries = queries;
  }

  @Nullable Clause test() {
    int start = in.at();
    boolean not = in.not();
    var query = queries.query();
    if (query != null) {
      in.space();
      var binary = binary(start, not, query);
      if (binary != null) {
        return binary;
      }
      var unary = unary(start, not, query);
      if (unary != null) {
        return unary;
      }
      in.miss("an operator such as ==, in, exists or empty");
    }
    in.back(start);
    return null;
  }

  private @Nullable Clause binary(int start, boolean not, Query query) {
    int before = in.at();
    boolean negated = false;
    Binary operator;
    if (in.tag("==")) {
      operator = Binary.EQ;
    } else if (in.tag("!=")) {
      operator = Binary.EQ;
      negated = true;
    } else if (in.tag(">=")) {
      operator = Binary.GE;
    } else if (in.tag("<=")) {
      operator = Binary.LE;
    } else if (in.tag(">")) {
      operator = Binary.GT;
    } else if (in.peek() == '<' && in.peek(1) != '<' && in.tag("<")) {
      operator = Binary.LT;
    } else {
      negated = in.not();
      operator = Binary.IN;
      if (!in.keyword("in", "IN")) {
        in.back(before);
        return null;
      }
    }
    in.space();
    var right = queries.operand();
    int end = in.at();
    var message = in.message();
    return new Node.BinaryTest(query, operator, negated, not, right, message, in.place(start, end));
  }

  private @Nullable Clause unary(int start, boolean not, Query query) {
    int before = in.at();
    boolean negated = in.not();
    for (var operator : Unary.values()) {
      var word = operator.name().toLowerCase(Locale.ROOT);
      if (in.keyword(word, operator.name())) {
        if (dialect == GuardDialect.V2 && isNew(operator)) {
          in.back(before);
          throw in.wrong(word + " came with Guard 3; this text is guard-2.x.x");
        }
        int end = in.at();
        var message = in.message();
        return new Node.UnaryTest(not != negated, query, operator, message, in.place(start, end));
      }
    }
    in.back(before);
    return null;
  }

  private static boolean isNew(Unary operator) {
    return operator == Unary.IS_NULL || operator == Unary.IS_FLOAT;
  }
}
