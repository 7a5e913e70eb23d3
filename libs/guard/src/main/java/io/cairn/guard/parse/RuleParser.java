package io.cairn.guard.parse;

import io.cairn.guard.GuardDialect;
import io.cairn.guard.syntax.Node;
import io.cairn.guard.syntax.Node.Group;
import io.cairn.guard.syntax.Node.Let;
import io.cairn.guard.syntax.Node.Program;
import io.cairn.guard.syntax.Node.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parses a whole file: rules, parameterised rules, and what stands outside of any rule. */
public final class RuleParser {

  private static final int MAX_LENGTH = 512 * 1024;

  private final Cursor in;
  private final ClauseParser clauses;
  private final Map<String, Let> lets = new HashMap<>();
  private final List<Rule> rules = new ArrayList<>();
  private final Map<String, Rule> callable = new HashMap<>();
  private final List<Group> loose = new ArrayList<>();

  private RuleParser(Cursor in, GuardDialect dialect) {
    this.in = in;
    this.clauses = new ClauseParser(in, new Nesting(), dialect);
  }

  public static Program parse(String name, String text, GuardDialect dialect) {
    var in = new Cursor(name, text);
    if (text.length() > MAX_LENGTH) {
      throw in.wrong("a text longer than " + MAX_LENGTH + " characters");
    }
    return new RuleParser(in, dialect).file();
  }

  private Program file() {
    in.space();
    while (!in.atEnd()) {
      if (!clauses.let(lets) && !rule() && !loose()) {
        throw in.fail("a rule, a let or a clause");
      }
      in.space();
    }
    if (!loose.isEmpty()) {
      var block = new Node.Block(Map.of(), loose);
      rules.addFirst(new Rule("default", null, List.of(), block, in.place(0, 0)));
    }
    return new Program(lets, rules, callable);
  }

  private boolean loose() {
    var group = clauses.group(this::looseItem);
    return group != null && loose.add(group);
  }

  private Node.@Nullable Clause looseItem() {
    // A bare name is a reference to a rule, which may stand in a rule or a when-block only.
    var when = clauses.whenBlock(clauses::clauseOrReference);
    if (when != null) {
      return when;
    }
    var type = clauses.types().typeBlock();
    return type != null ? type : clauses.clause();
  }

  private boolean rule() {
    int start = in.at();
    if (!in.tag("rule") || !in.space()) {
      in.back(start);
      return false;
    }
    var name = in.name();
    if (name == null) {
      throw in.fail("the name of the rule");
    }
    var place = in.place(start, in.at());
    var parameters = in.peek() == '(' ? parameters() : null;
    var conditions = parameters == null ? clauses.conditions() : List.<Group>of();
    var block = clauses.block(clauses::ruleItem);
    if (block == null) {
      throw in.fail("'{' and at least one clause");
    }
    var rule = new Rule(name, parameters, conditions, block, place);
    if (parameters == null) {
      rules.add(rule);
    } else {
      callable.put(name, rule);
    }
    return true;
  }

  private List<String> parameters() {
    in.skip(1);
    Set<String> names = new LinkedHashSet<>();
    do {
      in.space();
      var name = in.name();
      if (name == null) {
        throw in.fail("the name of a parameter");
      }
      names.add(name);
      in.space();
    } while (in.tag(","));
    if (!in.tag(")")) {
      throw in.fail("',' or ')'");
    }
    return List.copyOf(names);
  }
}
