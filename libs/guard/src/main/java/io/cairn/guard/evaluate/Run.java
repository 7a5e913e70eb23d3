package io.cairn.guard.evaluate;

import io.cairn.guard.GuardEvaluationException;
import io.cairn.guard.GuardStatus;
import io.cairn.guard.Limits;
import io.cairn.guard.finding.FindingCollector;
import io.cairn.guard.finding.Tally;
import io.cairn.guard.limit.Steps;
import io.cairn.guard.syntax.Node.Binary;
import io.cairn.guard.value.Kind;
import io.cairn.guard.value.Value;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What the evaluation of programs over one document holds: counters, scopes and results that are
 * used again, what rules of one set share. Not thread-safe; used for one document after another.
 */
final class Run extends Steps {

  /** Blocks, filters and conditions inside one another at run time; keeps the stack small. */
  private static final int MAX_NESTING = 250;

  private static final String[] NO_NAMES = {};

  private final Walker walker = new Walker(this);
  private final Equality equality = new Equality(this);
  private final Operators operators = new Operators(this, equality);
  private final Functions functions = new Functions(this);
  private final Tally tally = new Tally();
  private final Names names = new Names(this);
  private final Shared shared = new Shared();
  private Results[] results = new Results[8];
  private int resultsTop;
  private Scope[] scopes = new Scope[8];
  private int scopesTop;
  private Scope document;
  private Limits limits;
  private @Nullable FindingCollector findings;
  private int muted;
  private int depth;
  private int nesting;
  private boolean metUnknown;
  private boolean sharing;
  private Value stoppedAt;
  private String stoppedRest = "";

  Run(Value root, Limits limits) {
    super(limits.steps());
    this.limits = limits;
    this.document = new Scope(root);
    this.stoppedAt = root;
  }

  /** Turns to another document. */
  void document(Value root, boolean shares) {
    document.become(Scope.Kind.DOCUMENT, root, null);
    sharing = shares;
    shared.forget();
    functions.forget();
  }

  /** Starts a program on the document, with all counters anew. */
  Scope start(
      Code code, Bindings parameters, Limits newLimits, @Nullable FindingCollector collector) {
    restart(newLimits.steps());
    limits = newLimits;
    findings = collector;
    resultsTop = 0;
    scopesTop = 0;
    muted = 0;
    depth = 0;
    nesting = 0;
    forgetUnknown();
    document.become(Scope.Kind.DOCUMENT, document.root(), null, code.lets(), NO_NAMES);
    names.start(code, parameters, document);
    shared.room(code.sharedQueries());
    return document;
  }

  Limits limits() {
    return limits;
  }

  Walker walker() {
    return walker;
  }

  Functions functions() {
    return functions;
  }

  Names names() {
    return names;
  }

  boolean undecided() {
    return metUnknown || equality.metUnknown();
  }

  void metUnknown() {
    metUnknown = true;
  }

  void forgetUnknown() {
    metUnknown = false;
    equality.forget();
  }

  void stopped(Value at, String rest) {
    stoppedAt = at;
    stoppedRest = rest;
  }

  Value stoppedAt() {
    return stoppedAt;
  }

  String stoppedRest() {
    return stoppedRest;
  }

  /** The collector if what fails now is a finding, else null. */
  @Nullable FindingCollector noting() {
    return muted == 0 ? findings : null;
  }

  /** The collector if there is one, muted or not. */
  @Nullable FindingCollector findings() {
    return findings;
  }

  void mute() {
    muted++;
  }

  void unmute() {
    muted--;
  }

  void nest() {
    if (++nesting > MAX_NESTING) {
      throw GuardEvaluationException.of("nested deeper than " + MAX_NESTING + " levels");
    }
  }

  void unnest() {
    nesting--;
  }

  void deepen() {
    if (++depth > limits.depth()) {
      throw GuardEvaluationException.of(
          "variables, rules and calls nested deeper than " + limits.depth() + " levels");
    }
  }

  void rise() {
    depth--;
  }

  int mark() {
    return resultsTop;
  }

  void release(int mark) {
    resultsTop = mark;
  }

  /** An empty list of results, until the mark before it is released. */
  Results take() {
    if (resultsTop == results.length) {
      results = Arrays.copyOf(results, resultsTop * 2);
    }
    var taken = results[resultsTop];
    if (taken == null) {
      taken = new Results();
      results[resultsTop] = taken;
    }
    resultsTop++;
    taken.clear();
    return taken;
  }

  /** A scope until it is popped. */
  Scope push(Scope.Kind kind, Value root, Scope parent) {
    var scope = pushed(root);
    scope.become(kind, root, parent);
    return scope;
  }

  Scope push(Scope.Kind kind, Scope parent, LetCode[] lets, String[] arguments) {
    var scope = pushed(parent.root());
    scope.become(kind, parent.root(), parent, lets, arguments);
    return scope;
  }

  private Scope pushed(Value root) {
    if (scopesTop == scopes.length) {
      scopes = Arrays.copyOf(scopes, scopesTop * 2);
    }
    var scope = scopes[scopesTop];
    if (scope == null) {
      scope = new Scope(root);
      scopes[scopesTop] = scope;
    }
    scopesTop++;
    return scope;
  }

  void pop() {
    scopesTop--;
  }

  Results variable(Scope from, String variable) {
    return names.variable(from, variable);
  }

  void capture(String variable, String key) {
    names.capture(variable, key);
  }

  /** Whether a scope sees the document itself, so that a shared query means the same here. */
  @SuppressWarnings("ReferenceEquality") // the very document
  boolean sharesRootOf(Scope scope) {
    return scope.root() == document.root() && scope.resolver() == scope && sharing;
  }

  Results shared(QueryCode query, Scope scope) {
    return shared.results(this, query, scope);
  }

  @SuppressWarnings("ReferenceEquality") // the very document
  @Nullable Results members(String type, Value root) {
    return root == document.root() ? shared.members(type, root) : null;
  }

  /** Whether all groups from one on pass; what fails inside is no finding. */
  boolean passes(GroupCode[] groups, int from, Scope scope) {
    nest();
    muted++;
    boolean failed = false;
    boolean passed = from > 0;
    for (int i = from; i < groups.length; i++) {
      var status = groups[i].run(this, scope);
      failed |= status == GuardStatus.FAIL;
      passed |= status == GuardStatus.PASS;
    }
    muted--;
    nesting--;
    return passed && !failed;
  }

  Tally compared(Binary operator, boolean negated, Results left, Results right, boolean collects) {
    tally.restart(collects);
    operators.compare(operator, negated, left, right, tally);
    return tally;
  }

  Tally tally(boolean collects) {
    tally.restart(collects);
    return tally;
  }

  /** Whether one key is a text or matches a pattern. */
  boolean keyEquals(String key, Value wanted) {
    spend(1);
    return wanted.is(Kind.REGEX) ? wanted.pattern().find(key, this) : key.equals(wanted.string());
  }

  /** Whether one key passes the test of a keys filter. */
  boolean keyHolds(Binary operator, boolean negated, String key, Results right) {
    int mark = resultsTop;
    var left = take();
    left.found(Value.of(key));
    var status = compared(operator, negated, left, right, false).status(false);
    release(mark);
    return status == GuardStatus.PASS;
  }

  /** Whether a value that is no list compares so with a literal that is none. */
  boolean holds(Binary operator, boolean negated, Value value, LiteralTest literal) {
    return literal.holds(operator, negated, value, this, equality);
  }
}
