package io.cairn.guard.parse;

import io.cairn.guard.GuardDialect;
import io.cairn.guard.syntax.Node;
import io.cairn.guard.syntax.Node.Block;
import io.cairn.guard.syntax.Node.Clause;
import io.cairn.guard.syntax.Node.Group;
import io.cairn.guard.syntax.Node.Let;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Parses clauses, blocks and conditions. What returns null has left the place as it was. */
final class ClauseParser {

  private final Cursor in;
  private final Nesting nesting;
  private final QueryParser queries;
  private final TestParser tests;
  private final NamedClauseParser named;
  private final TypeBlockParser types;

  ClauseParser(Cursor in, Nesting nesting, GuardDialect dialect) {
    this.in = in;
    this.nesting = nesting;
    this.queries = new QueryParser(in, nesting, dialect, this);
    this.tests = new TestParser(in, dialect, queries);
    this.named = new NamedClauseParser(in, queries);
    this.types = new TypeBlockParser(in, this);
  }

  TypeBlockParser types() {
    return types;
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
      clause = in.or() ? item.get() : null;
    }
    in.back(end);
    return new Group(alternatives);
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
    var call = named.ruleCall();
    return call != null ? call : tests.test();
  }

  /** What may stand directly in a rule. */
  @Nullable Clause ruleItem() {
    var type = types.typeBlock();
    if (type != null) {
      return type;
    }
    var when = whenBlock(this::clauseOrReference);
    return when != null ? when : clauseOrReference();
  }

  @Nullable Clause clauseOrReference() {
    var clause = clause();
    return clause != null ? clause : named.reference();
  }

  private @Nullable Clause condition() {
    var test = tests.test();
    if (test != null) {
      return test;
    }
    var call = named.ruleCall();
    return call != null ? call : named.reference();
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
      boolean mustFind = in.not() && in.keyword("empty", "EMPTY");
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
}
