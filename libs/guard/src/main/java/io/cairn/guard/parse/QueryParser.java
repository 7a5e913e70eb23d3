package io.cairn.guard.parse;

import io.cairn.guard.GuardDialect;
import io.cairn.guard.syntax.Function;
import io.cairn.guard.syntax.KeySpellings;
import io.cairn.guard.syntax.Node;
import io.cairn.guard.syntax.Node.Call;
import io.cairn.guard.syntax.Node.Literal;
import io.cairn.guard.syntax.Node.Operand;
import io.cairn.guard.syntax.Node.Part;
import io.cairn.guard.syntax.Node.Query;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Parses queries and operands. A query is remembered by its place: a clause tries it twice, so
 * without the memo each nested filter would double the work.
 */
final class QueryParser {

  private static final int MAX_PARTS = 200;

  /** What was found at a place; a null query is a remembered failure. */
  private record Seen(@Nullable Query query, int end) {}

  private final Cursor in;
  private final Nesting nesting;
  private final GuardDialect dialect;
  private final LiteralParser literals;
  private final BracketParser brackets;
  private final Map<Integer, Seen> memo = new HashMap<>();

  QueryParser(Cursor in, Nesting nesting, GuardDialect dialect, ClauseParser clauses) {
    this.in = in;
    this.nesting = nesting;
    this.dialect = dialect;
    this.literals = new LiteralParser(in, nesting);
    this.brackets = new BracketParser(in, nesting, this, clauses);
  }

  /** A literal, or null if none stands here. */
  @Nullable Literal literal() {
    var value = literals.value();
    return value == null ? null : new Literal(value);
  }

  /** The right side of an operator or a let, or an argument; there must be one. */
  Operand operand() {
    var literal = literal();
    if (literal != null) {
      return literal;
    }
    var call = call();
    if (call != null) {
      return call;
    }
    var query = query();
    if (query != null) {
      return query;
    }
    throw in.fail("a value, a function or a query");
  }

  private @Nullable Call call() {
    int start = in.at();
    var name = in.name();
    if (name == null || in.peek() != '(') {
      in.back(start);
      return null;
    }
    var function = Function.named(name);
    if (function == null) {
      in.back(start);
      throw in.wrong("there is no function named " + name);
    }
    if (dialect == GuardDialect.V2) {
      in.back(start);
      throw in.wrong("functions such as " + name + " came with Guard 3; this text is guard-2.x.x");
    }
    var arguments = arguments(function.arity() == 0);
    if (arguments.size() != function.arity()) {
      in.back(start);
      throw in.wrong(
          "%s takes %d arguments, not %d".formatted(name, function.arity(), arguments.size()));
    }
    return new Call(function, arguments, in.place(start, in.at()));
  }

  /** Arguments in parentheses, from the opening one on. */
  List<Operand> arguments(boolean mayBeEmpty) {
    nesting.enter(in);
    in.skip(1);
    var arguments = new ArrayList<Operand>();
    in.space();
    if (mayBeEmpty && in.tag(")")) {
      nesting.leave();
      return arguments;
    }
    do {
      in.space();
      arguments.add(operand());
      in.space();
    } while (in.tag(","));
    if (!in.tag(")")) {
      throw in.fail("',' or ')'");
    }
    nesting.leave();
    return List.copyOf(arguments);
  }

  /** A query, or null if none stands here. */
  @Nullable Query query() {
    int start = in.at();
    var seen = memo.get(start);
    if (seen == null) {
      var query = parse(start);
      seen = new Seen(query, query == null ? start : in.at());
      memo.put(start, seen);
    }
    in.back(seen.end);
    return seen.query;
  }

  private @Nullable Query parse(int start) {
    boolean some = in.keyword("some", "SOME") && in.space();
    if (!some) {
      in.back(start);
    }
    var parts = new ArrayList<Part>();
    String variable = null;
    if (in.keyword("this", "THIS")) {
      parts.add(new Node.This());
    } else if (in.tag("%")) {
      variable = in.name();
    } else {
      var key = key();
      if (key != null) {
        parts.add(key);
      }
    }
    if (variable == null && parts.isEmpty()) {
      in.miss("a query");
      in.back(start);
      return null;
    }
    int written = parts(parts);
    if (variable != null && !parts.isEmpty() && parts.getFirst() instanceof Node.AllIndices) {
      parts.removeFirst();
    }
    return new Query(some, variable, written == 0, parts, in.place(start, in.at()).text());
  }

  /** Reads parts for as long as there are any; says how many there were. */
  private int parts(List<Part> parts) {
    int count = 0;
    while (true) {
      int before = in.at();
      in.space();
      Part part = null;
      if (in.peek() == '.') {
        in.skip(1);
        part = dotted();
      } else if (in.peek() == '[') {
        part = brackets.bracket();
      }
      if (part == null) {
        in.back(before);
        return count;
      }
      parts.add(part);
      if (++count > MAX_PARTS) {
        throw in.wrong("a query of more than " + MAX_PARTS + " parts");
      }
    }
  }

  @Nullable Part key() {
    var quoted = in.string();
    if (quoted != null) {
      return named(quoted);
    }
    var name = in.name();
    return name == null ? null : named(name);
  }

  /** A quoted key of digits is an index all the same. */
  private static Part named(String key) {
    if (key.matches("[+-]?[0-9]{1,10}")) {
      long index = Long.parseLong(key);
      if (index == (int) index) {
        return new Node.Index(magnitude(index), false);
      }
    }
    return new Node.NamedKey(key, new KeySpellings(key));
  }

  private static int magnitude(long index) {
    return (int) Math.min(Math.abs(index), Integer.MAX_VALUE);
  }

  private @Nullable Part dotted() {
    var digits = in.integer();
    if (digits != null) {
      return new Node.Index(index(digits), true);
    }
    if (in.tag("*")) {
      return new Node.AllValues();
    }
    if (in.tag("%")) {
      var name = in.name();
      return name == null ? null : new Node.VariableKey(name);
    }
    var key = key();
    if (key == null) {
      in.miss("a key, an index, '*' or a variable");
    }
    return key;
  }

  static int index(String digits) {
    return digits.length() > 18 ? Integer.MAX_VALUE : magnitude(Long.parseLong(digits));
  }
}
