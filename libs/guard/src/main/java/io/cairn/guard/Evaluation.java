package io.cairn.guard;

import io.cairn.guard.Node.Binary;
import io.cairn.guard.Node.BinaryTest;
import io.cairn.guard.Node.Block;
import io.cairn.guard.Node.BlockClause;
import io.cairn.guard.Node.Clause;
import io.cairn.guard.Node.Group;
import io.cairn.guard.Node.Operand;
import io.cairn.guard.Node.Query;
import io.cairn.guard.Node.Rule;
import io.cairn.guard.Node.RuleCall;
import io.cairn.guard.Node.RuleReference;
import io.cairn.guard.Node.TypeBlock;
import io.cairn.guard.Node.UnaryTest;
import io.cairn.guard.Node.WhenBlock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One evaluation of one program on one document: the scopes' entry points, the clauses, the algebra
 * of statuses, the limits. Not thread-safe, used once.
 */
final class Evaluation {

  /** Blocks, filters and conditions inside one another at run time; keeps the stack small. */
  private static final int MAX_NESTING = 250;

  private final String name;
  private final Node.Program program;
  private final Map<String, GuardValue> parameters;
  private final Limits limits;
  private final Steps steps;
  private final Scope document;
  private final Walker walker;
  private final Equality equality;
  private final Operators operators;
  private final Functions functions;
  private final Map<String, List<Hit>> captured = new HashMap<>();
  private final Map<String, GuardStatus> references = new HashMap<>();
  private final Set<String> running = new HashSet<>();
  private final FindingCollector findings;
  private int depth;
  private int nesting;
  private boolean metUnknown;

  Evaluation(
      String name,
      Node.Program program,
      GuardOptions options,
      GuardValue root,
      Map<String, GuardValue> parameters,
      Limits limits,
      boolean collecting) {
    this.name = name;
    this.program = program;
    this.parameters = parameters;
    this.limits = limits;
    this.steps = new Steps(limits.steps());
    this.document = Scope.document(root, program.lets());
    this.walker = new Walker(this, steps, options.exactKeys());
    this.equality = new Equality(steps);
    this.operators = new Operators(equality);
    this.functions = new Functions(this, steps, limits);
    this.findings = new FindingCollector(collecting, root, parameters, functions);
  }

  Steps steps() {
    return steps;
  }

  FindingCollector findings() {
    return findings;
  }

  boolean undecided() {
    return metUnknown || equality.metUnknown();
  }

  void metUnknown() {
    metUnknown = true;
  }

  GuardStatus rule(Rule rule) {
    findings.startRule(rule.name());
    try {
      return body(rule, document);
    } catch (GuardEvaluationException error) {
      throw error.at(name, rule.place().line(), rule.place().column());
    }
  }

  private GuardStatus body(Rule rule, Scope scope) {
    if (!conditionsHold(rule.conditions(), scope)) {
      return GuardStatus.SKIP;
    }
    return block(rule.block(), scope);
  }

  private boolean conditionsHold(List<Group> conditions, Scope scope) {
    return conditions.isEmpty() || filterPasses(conditions, scope);
  }

  /** Whether all groups pass; what fails inside is no finding. */
  boolean filterPasses(List<Group> groups, Scope scope) {
    nest();
    findings.mute();
    var status = groups(groups, scope);
    findings.unmute();
    nesting--;
    return status == GuardStatus.PASS;
  }

  private void nest() {
    if (++nesting > MAX_NESTING) {
      throw GuardEvaluationException.of("nested deeper than " + MAX_NESTING + " levels");
    }
  }

  private void deepen() {
    if (++depth > limits.depth()) {
      throw GuardEvaluationException.of(
          "variables, rules and calls nested deeper than " + limits.depth() + " levels");
    }
  }

  /** A block whose context is the scope's own. */
  private GuardStatus block(Block block, Scope scope) {
    nest();
    var status = groups(block.groups(), Scope.block(scope, block.lets()));
    nesting--;
    return status;
  }

  private GuardStatus groups(List<Group> groups, Scope scope) {
    boolean failed = false;
    boolean passed = false;
    for (var group : groups) {
      var status = group(group, scope);
      failed |= status == GuardStatus.FAIL;
      passed |= status == GuardStatus.PASS;
    }
    return GuardStatus.all(failed, passed);
  }

  private GuardStatus group(Group group, Scope scope) {
    int mark = findings.mark();
    boolean failed = false;
    for (var clause : group.alternatives()) {
      var status = clause(clause, scope);
      if (status == GuardStatus.PASS) {
        findings.cut(mark);
        return status;
      }
      failed |= status == GuardStatus.FAIL;
    }
    if (group.alternatives().size() > 1) {
      findings.join(mark, group.message());
    }
    return failed ? GuardStatus.FAIL : GuardStatus.SKIP;
  }

  private GuardStatus clause(Clause clause, Scope scope) {
    steps.spend(1);
    try {
      return switch (clause) {
        case UnaryTest test -> unary(test, scope);
        case BinaryTest test -> binary(test, scope);
        case BlockClause block -> blockClause(block, scope);
        case WhenBlock when ->
            conditionsHold(when.conditions(), scope)
                ? block(when.block(), scope)
                : GuardStatus.SKIP;
        case TypeBlock type -> typeBlock(type, scope);
        case RuleCall call -> call(call, scope);
        case RuleReference reference -> reference(reference);
      };
    } catch (GuardEvaluationException error) {
      throw error.at(name, clause.place().line(), clause.place().column());
    }
  }

  private GuardStatus unary(UnaryTest test, Scope scope) {
    var hits = query(scope, test.query());
    boolean forResults = test.operator() == Node.Unary.EMPTY && test.query().asksForResults();
    if (hits.isEmpty()) {
      if (!forResults) {
        return GuardStatus.SKIP;
      }
      if (test.negated()) {
        findings.nothingFound(test, scope);
      }
      return test.negated() ? GuardStatus.FAIL : GuardStatus.PASS;
    }
    var tally = new Tally(findings.on());
    for (var hit : hits) {
      tally.add(UnaryTests.holds(test.operator(), hit, forResults) != test.negated(), hit, null);
    }
    var status = tally.status(test.query().some());
    if (status == GuardStatus.FAIL) {
      findings.failed(test, tally, scope);
    }
    return status;
  }

  private GuardStatus binary(BinaryTest test, Scope scope) {
    // The right side first: of two errors it is its own that is told.
    var right = operand(scope, test.right());
    var left = query(scope, test.left());
    var tally = new Tally(findings.on());
    operators.compare(test.operator(), test.negated(), left, right, tally);
    var status = tally.status(test.left().some());
    if (status == GuardStatus.FAIL) {
      findings.failed(test, tally, left, scope);
    }
    return status;
  }

  /** Whether one key passes the test of a keys filter. */
  boolean holds(Binary operator, boolean negated, List<Hit> left, List<Hit> right) {
    var tally = new Tally(false);
    operators.compare(operator, negated, left, right, tally);
    return tally.status(false) == GuardStatus.PASS;
  }

  private GuardStatus blockClause(BlockClause clause, Scope scope) {
    var hits = query(scope, clause.query());
    if (hits.isEmpty()) {
      if (clause.mustFind()) {
        findings.nothingFound(clause);
      }
      return clause.mustFind() ? GuardStatus.FAIL : GuardStatus.SKIP;
    }
    int mark = findings.mark();
    boolean failed = false;
    boolean passed = false;
    for (var hit : hits) {
      var status = GuardStatus.FAIL;
      if (hit.found()) {
        status = block(clause.block(), Scope.element(hit.value(), scope));
      } else {
        findings.missing(clause, hit);
      }
      failed |= status == GuardStatus.FAIL;
      passed |= status == GuardStatus.PASS;
    }
    if (clause.query().some() && passed) {
      findings.cut(mark);
      return GuardStatus.PASS;
    }
    return GuardStatus.all(failed, passed);
  }

  private GuardStatus typeBlock(TypeBlock type, Scope scope) {
    if (!conditionsHold(type.conditions(), scope)) {
      return GuardStatus.SKIP;
    }
    boolean failed = false;
    boolean passed = false;
    for (var hit : query(scope, type.query())) {
      if (!hit.found()) {
        throw GuardEvaluationException.of(
            "a type block needs a map Resources with members that are maps");
      }
      var status = block(type.block(), Scope.element(hit.value(), scope));
      failed |= status == GuardStatus.FAIL;
      passed |= status == GuardStatus.PASS;
    }
    return GuardStatus.all(failed, passed);
  }

  private GuardStatus call(RuleCall call, Scope scope) {
    var rule = program.callable().get(call.rule());
    var names = rule == null ? null : rule.parameters();
    if (rule == null || names == null) {
      throw GuardEvaluationException.of("there is no rule " + call.rule() + " with parameters");
    }
    if (names.size() != call.arguments().size()) {
      throw GuardEvaluationException.of(
          "%s takes %d arguments, not %d"
              .formatted(call.rule(), names.size(), call.arguments().size()));
    }
    Map<String, List<Hit>> arguments = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      arguments.put(names.get(i), argument(scope, call.arguments().get(i)));
    }
    deepen();
    int mark = findings.mark();
    var status = block(rule.block(), Scope.call(scope, arguments));
    findings.message(mark, call.message());
    depth--;
    return status;
  }

  /** An argument counts as a query, also where it is written as a literal. */
  List<Hit> argument(Scope scope, Operand operand) {
    return operand instanceof Node.Literal(var value)
        ? List.of(Hit.resolved(value))
        : operand(scope, operand);
  }

  private GuardStatus reference(RuleReference reference) {
    boolean passes = named(reference.rule()) == GuardStatus.PASS;
    var status = passes != reference.negated() ? GuardStatus.PASS : GuardStatus.FAIL;
    if (status == GuardStatus.FAIL) {
      findings.failed(reference, document);
    }
    return status;
  }

  /** The status of a rule by name: the first of that name that does not skip. */
  private GuardStatus named(String rule) {
    var known = references.get(rule);
    if (known != null) {
      return known;
    }
    var rules = program.rules().stream().filter(r -> r.name().equals(rule)).toList();
    if (rules.isEmpty()) {
      throw GuardEvaluationException.of("there is no rule named " + rule);
    }
    if (!running.add(rule)) {
      throw GuardEvaluationException.of("the rule " + rule + " refers to itself");
    }
    deepen();
    findings.mute();
    var status = GuardStatus.SKIP;
    for (var each : rules) {
      status = status == GuardStatus.SKIP ? body(each, document) : status;
    }
    findings.unmute();
    depth--;
    running.remove(rule);
    references.put(rule, status);
    return status;
  }

  /** The results of a query made in a scope. */
  List<Hit> query(Scope scope, Query query) {
    return walker.retrieve(query, scope.root(), scope.resolver());
  }

  List<Hit> operand(Scope scope, Operand operand) {
    return switch (operand) {
      case Node.Literal literal -> List.of(Hit.literal(literal.value()));
      case Node.Call call -> functions.call(call, scope);
      case Query query -> query(scope, query);
    };
  }

  /** The right side of a keys test: a query there starts from the map itself. */
  List<Hit> keysOperand(Operand operand, GuardValue map, Scope resolver) {
    return operand instanceof Query query
        ? walker.retrieve(query, map, resolver)
        : operand(resolver, operand);
  }

  /** The results that a variable holds where it is read. */
  List<Hit> variable(Scope from, String variable) {
    steps.spend(1);
    for (Scope scope = from; scope != null; scope = scope.parent()) {
      var hits = own(scope, variable);
      if (hits != null) {
        return hits;
      }
    }
    var parameter = parameters.get(variable);
    if (parameter == null) {
      throw GuardEvaluationException.of("there is no variable %" + variable);
    }
    return parameter.is(GuardValue.Kind.NOTHING) ? List.of() : List.of(Hit.literal(parameter));
  }

  private @Nullable List<Hit> own(Scope scope, String variable) {
    var let = scope.let(variable);
    if (let != null && let.literal() != null) {
      return List.of(Hit.literal(let.literal().value()));
    }
    if (scope == document && captured.containsKey(variable)) {
      var names = captured.get(variable);
      steps.spend(names == null ? 0 : names.size());
      return names == null ? null : List.copyOf(names);
    }
    var known = scope.results(variable);
    if (known != null || let == null) {
      return known;
    }
    deepen();
    var hits = evaluate(let, scope);
    depth--;
    scope.remember(variable, hits);
    return hits;
  }

  private List<Hit> evaluate(Node.Let let, Scope scope) {
    if (let.function() != null) {
      return functions.call(let.function(), scope);
    }
    var query = let.query();
    if (query == null) {
      throw new IllegalStateException("an assignment without a value");
    }
    var hits = walker.retrieve(query, scope.root(), scope);
    return query.some()
        ? hits.stream().filter(hit -> hit.tag() == Hit.Tag.RESOLVED).toList()
        : hits;
  }

  /** Appends a key to the captured names of the whole file. */
  void capture(String variable, String key) {
    steps.spend(1);
    captured
        .computeIfAbsent(
            variable,
            v -> {
              var known = document.results(v);
              return new ArrayList<>(known == null ? List.of() : known);
            })
        .add(Hit.resolved(GuardValue.of(key)));
  }
}
