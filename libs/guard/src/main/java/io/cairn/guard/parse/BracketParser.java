package io.cairn.guard.parse;

import io.cairn.guard.syntax.Node;
import io.cairn.guard.syntax.Node.Binary;
import io.cairn.guard.syntax.Node.Part;
import org.jspecify.annotations.Nullable;

/** Parses the parts of a query that stand in brackets. */
final class BracketParser {

  private final Cursor in;
  private final Nesting nesting;
  private final QueryParser queries;
  private final ClauseParser clauses;

  BracketParser(Cursor in, Nesting nesting, QueryParser queries, ClauseParser clauses) {
    this.in = in;
    this.nesting = nesting;
    this.queries = queries;
    this.clauses = clauses;
  }

  /** What stands in brackets: all, a capture, an index, a quoted key, a keys test, a filter. */
  Part bracket() {
    int start = in.at();
    in.skip(1);
    var digits = in.integer();
    if (digits != null) {
      close();
      return new Node.Index(QueryParser.index(digits), true);
    }
    in.space();
    var simple = simple();
    if (simple != null) {
      return simple;
    }
    in.back(start + 1);
    return filter();
  }

  private @Nullable Part simple() {
    Part part;
    if (in.tag("*")) {
      part = new Node.AllIndices(null);
    } else if (in.peek() == '"' || in.peek() == '\'') {
      part = queries.key();
    } else {
      var name = in.name();
      part = name == null ? null : new Node.AllIndices(name);
    }
    in.space();
    return part != null && in.tag("]") ? part : null;
  }

  private Part filter() {
    nesting.enter(in);
    in.space();
    var capture = capture();
    Part part = keys();
    if (part == null) {
      var groups = clauses.groups(clauses::clause);
      if (groups.isEmpty()) {
        throw in.fail("a clause inside the filter");
      }
      part = new Node.Filter(capture, groups);
    }
    in.space();
    close();
    nesting.leave();
    return part;
  }

  private void close() {
    if (!in.tag("]")) {
      throw in.fail("']'");
    }
  }

  private @Nullable String capture() {
    int start = in.at();
    var name = in.name();
    in.space();
    if (name != null && in.peek() == '|' && in.peek(1) != 'O' && in.tag("|")) {
      in.space();
      return name;
    }
    in.back(start);
    return null;
  }

  private @Nullable Part keys() {
    int start = in.at();
    boolean word = in.keyword("keys", "KEYS");
    int next = in.peek();
    if (!word || next == '_' || (next >= 0 && Character.isLetterOrDigit(next))) {
      in.back(start);
      return null;
    }
    in.space();
    boolean negated = false;
    Binary operator;
    if (in.tag("==")) {
      operator = Binary.EQ;
    } else if (in.tag("!=")) {
      operator = Binary.EQ;
      negated = true;
    } else {
      negated = in.not();
      operator = Binary.IN;
      if (!in.keyword("in", "IN")) {
        throw in.fail("'==', '!=', 'in' or 'not in' after keys");
      }
    }
    in.space();
    var literal = queries.literal();
    if (literal != null) {
      return new Node.KeysFilter(operator, negated, literal);
    }
    var query = queries.query();
    if (query == null) {
      throw in.fail("a value or a query");
    }
    return new Node.KeysFilter(operator, negated, query);
  }
}
