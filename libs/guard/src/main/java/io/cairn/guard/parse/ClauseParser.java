package io.cairn.guard.parse;

import io.cairn.guard.GuardDialect;
import io.cairn.guard.syntax.KeySpellings;
import io.cairn.guard.syntax.Node;
import io.cairn.guard.value.Value;

import io.cairn.guard.syntax.Node.Binary;
import io.cairn.guard.syntax.Node.Block;
import io.cairn.guard.syntax.Node.Clause;
import io.cairn.guard.syntax.Node.Group;
import io.cairn.guard.syntax.Node.Let;
import io.cairn.guard.syntax.Node.Query;
import io.cairn.guard.syntax.Node.Unary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Parses clauses, blocks and conditions. What returns null has left the place as it was. */
final class ClauseParser {

  private final Cursor in;
  private final Nesting nesting;
  private final GuardDialect dialect;
  private final QueryParser queries;

  ClauseParser(Cursor in, Nesting nesting, GuardDialect dialect) {
    this.in = in;
    this.nesting = nesting;
    this.dialect = dialect;
    this.queries = new QueryParser(in, nesting, dialect, this);
  }

  /** Groups joined by AND, each of alternatives joined by {@code or}; empty if there is none. */
  List<Group> groups(Supplier<@Nullable Clause> item) {
    var groups = new ArrayList<Group>();
    for (var group = group(item); group != null; group = group(item)) {
      groups.add(group);
    }
    return List.copyOf(groups);
  }

  @Nullable Group group(Supplier<@Nullable Clause> item) {
    int start = in.at();
    in.space();
    var clause = item.get();
    if (clause == null) {
      in.back(start);
      return null;
    }
    var alternatives = new ArrayList<Clause>();
    int end = in.at();
    while (clause != null) {
      alternatives.add(clause);
      end = in.at();
      in.space();
      clause = or() ? item.get() : null;
    }
    in.back(end);
    return new Group(alternatives);
  }

  private boolean or() {
    int start = in.at();
    if ((in.keyword("or", "OR") || in.tag("|OR|")) && in.space()) {
      return true;
    }
    in.back(start);
    return false;
  }

  /** {@code !}, or {@code not} with a blank behind it. */
  boolean not() {
    int start = in.at();
    if (in.tag("!") || (in.keyword("not", "NOT") && in.blanks())) {
      return true;
    }
    in.back(start);
    return false;
  }

  /** A when-block, a block, a call or a test. */
  @Nullable Clause clause() {
    var when = whenBlock(this::clause);
    if (when != null) {
      return when;
    }
    var block = blockClause();
    if (block != null) {
      return block;
    }
    var call = ruleCall();
    return call != null ? call : test();
  }

  /** What may stand directly in a rule. */
  @Nullable Clause ruleItem() {
    var type = typeBlock();
    if (type != null) {
      return type;
    }
    var when = whenBlock(this::clauseOrReference);
    return when != null ? when : clauseOrReference();
  }

  @Nullable Clause clauseOrReference() {
    var clause = clause();
    return clause != null ? clause : reference();
  }

  private @Nullable Clause condition() {
    var test = test();
    if (test != null) {
      return test;
    }
    var call = ruleCall();
    return call != null ? call : reference();
  }

  /** Conditions after {@code when}, or an empty list if the word does not stand here. */
  List<Group> conditions() {
    int start = in.at();
    in.space();
    if (!in.keyword("when", "WHEN")) {
      in.back(start);
      return List.of();
    }
    if (!in.space()) {
      throw in.fail("a blank after when (quote a key that begins with the word)");
    }
    var conditions = groups(this::condition);
    if (conditions.isEmpty()) {
      throw in.fail("a condition after when");
    }
    return conditions;
  }

  @Nullable Clause whenBlock(Supplier<@Nullable Clause> item) {
    int start = in.at();
    nesting.enter(in);
    var conditions = conditions();
    if (conditions.isEmpty()) {
      nesting.leave();
      return null;
    }
    var block = block(item);
    nesting.leave();
    if (block == null) {
      throw in.fail("'{' and at least one clause");
    }
    return new Node.WhenBlock(conditions, block, in.place(start, in.at()));
  }

  /** A block with at least one entry, or null. */
  @Nullable Block block(Supplier<@Nullable Clause> item) {
    int start = in.at();
    in.space();
    if (!in.tag("{")) {
      in.miss("'{'");
      in.back(start);
      return null;
    }
    nesting.enter(in);
    var lets = new HashMap<String, Let>();
    var groups = new ArrayList<Group>();
    while (let(lets) || add(groups, group(item))) {
      // Each turn reads one entry.
    }
    nesting.leave();
    in.space();
    if (lets.isEmpty() && groups.isEmpty()) {
      in.miss("a clause");
      in.back(start);
      return null;
    }
    if (!in.tag("}")) {
      throw in.fail("a clause or '}'");
    }
    return new Block(lets, groups);
  }

  private static boolean add(List<Group> groups, @Nullable Group group) {
    return group != null && groups.add(group);
  }

  /** Reads an assignment into the table; false if none stands here. */
  boolean let(Map<String, Let> lets) {
    int start = in.at();
    in.space();
    String name = in.tag("let") && in.space() ? in.name() : null;
    if (name == null) {
      in.back(start);
      return false;
    }
    in.space();
    if (!in.tag(":=") && !in.tag("=")) {
      throw in.fail("'=' after let " + name);
    }
    in.space();
    lets.put(name, Let.of(lets.get(name), queries.operand()));
    return true;
  }

  private @Nullable Clause blockClause() {
    int start = in.at();
    var query = queries.query();
    if (query != null) {
      in.space();
      int beforeNot = in.at();
      boolean mustFind = not() && in.keyword("empty", "EMPTY");
      if (!mustFind) {
        in.back(beforeNot);
      }
      in.space();
      var block = in.peek() == '{' ? block(this::clause) : null;
      if (block != null) {
        return new Node.BlockClause(query, mustFind, block, in.place(start, in.at()));
      }
    }
    in.back(start);
    return null;
  }

  @Nullable Clause typeBlock() {
    int start = in.at();
    var name = typeName();
    if (name == null || !in.space()) {
      if (name != null) {
        throw in.fail("a blank after the type " + name);
      }
      in.back(start);
      return null;
    }
    var conditions = conditions();
    var block = block(this::clause);
    if (block == null) {
      in.space();
      var clause = clause();
      if (clause == null) {
        throw in.fail("a block or a clause after the type " + name);
      }
      block = new Block(Map.of(), List.of(new Group(List.of(clause))));
    }
    return new Node.TypeBlock(resources(name), conditions, block, in.place(start, in.at()));
  }

  private @Nullable String typeName() {
    int start = in.at();
    var first = in.name();
    if (first == null || !in.tag("::")) {
      in.back(start);
      return null;
    }
    var name = new StringBuilder(first);
    do {
      var next = in.name();
      if (next == null) {
        throw in.fail("the next word of the type");
      }
      name.append("::").append(next);
    } while (in.tag("::"));
    var whole = name.toString();
    return whole.endsWith("::MODULE") ? whole.substring(0, whole.length() - 8) : whole;
  }

  /** {@code Resources.*[ Type == "…" ]}. */
  private Query resources(String type) {
    var place = in.place(in.at(), in.at());
    var key = new Query(false, null, false, List.of(key("Type")), "Type");
    var test =
        new Node.BinaryTest(
            key, Binary.EQ, false, false, new Node.Literal(Value.of(type)), null, place);
    var filter = new Node.Filter(null, List.of(new Group(List.of(test))));
    return new Query(
        false, null, false, List.of(key("Resources"), new Node.AllValues(), filter), type);
  }

  private static Node.Part key(String name) {
    return new Node.NamedKey(name, new KeySpellings(name));
  }

  private @Nullable Clause ruleCall() {
    int start = in.at();
    boolean not = not();
    var rule = in.name();
    if (rule == null || in.peek() != '(') {
      in.back(start);
      return null;
    }
    var arguments = queries.arguments(false);
    int end = in.at();
    var message = message();
    return new Node.RuleCall(rule, arguments, not, message, in.place(start, end));
  }

  private @Nullable Clause reference() {
    int start = in.at();
    boolean not = not();
    var rule = in.name();
    if (rule == null) {
      in.back(start);
      return null;
    }
    int end = in.at();
    in.blanks();
    String message = null;
    if (!endsReference()) {
      message = in.peek() == '<' && in.peek(1) == '<' ? message() : null;
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
    boolean or = or();
    in.back(start);
    return or;
  }

  private @Nullable Clause test() {
    int start = in.at();
    boolean not = not();
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
      negated = not();
      operator = Binary.IN;
      if (!in.keyword("in", "IN")) {
        in.back(before);
        return null;
      }
    }
    in.space();
    var right = queries.operand();
    int end = in.at();
    var message = message();
    return new Node.BinaryTest(query, operator, negated, not, right, message, in.place(start, end));
  }

  private @Nullable Clause unary(int start, boolean not, Query query) {
    int before = in.at();
    boolean negated = not();
    for (var operator : Unary.values()) {
      var word = operator.name().toLowerCase(Locale.ROOT);
      if (in.keyword(word, operator.name())) {
        if (dialect == GuardDialect.V2 && isNew(operator)) {
          in.back(before);
          throw in.wrong(word + " came with Guard 3; this text is guard-2.x.x");
        }
        int end = in.at();
        var message = message();
        return new Node.UnaryTest(not != negated, query, operator, message, in.place(start, end));
      }
    }
    in.back(before);
    return null;
  }

  private static boolean isNew(Unary operator) {
    return operator == Unary.IS_NULL || operator == Unary.IS_FLOAT;
  }

  /** A message if one follows, else null; the place stays where it was then. */
  private @Nullable String message() {
    int start = in.at();
    in.space();
    if (!in.tag("<<")) {
      in.back(start);
      return null;
    }
    int end = in.indexOf(">>");
    if (end < 0) {
      throw in.wrong("a message that is not closed by >>");
    }
    var message = in.slice(in.at(), end).strip().replaceAll("\\s+", " ");
    in.skip(end + 2 - in.at());
    return message;
  }
}
