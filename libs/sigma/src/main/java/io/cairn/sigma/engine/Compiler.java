package io.cairn.sigma.engine;

import io.cairn.regex.Regex;
import io.cairn.sigma.SigmaRule;
import io.cairn.sigma.expression.Expression;
import io.cairn.sigma.expression.FieldPath;
import io.cairn.sigma.expression.Operator;
import io.cairn.sigma.expression.Predicate;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Numbers fields and predicates over all rules, so that what rules share is captured and decided
 * once.
 */
final class Compiler {
  private final List<SigmaRule> rules;
  private final Map<FieldPath, Integer> slots = new LinkedHashMap<>();
  private final Map<Predicate, Integer> predicates = new LinkedHashMap<>();
  private boolean keywords;

  Compiler(List<SigmaRule> rules) {
    this.rules = rules;
  }

  Compiled compile(List<byte[]> sample) {
    List<CompiledRule> compiled = number();
    Fields fields = fields();
    List<SlotTest> tests =
        predicates.keySet().stream().map(predicate -> test(predicate, fields)).toList();
    var counts = new WindowCounts();
    Witnesses witnesses = witnesses(fields, sample, counts);
    var index = new RuleIndex.Draft(field -> slot(field, fields), this::numberOf);
    for (int rule = 0; rule < rules.size(); rule++) {
      index.add(rule, witnesses.of(rules.get(rule).detection()).witnesses());
    }
    long[] eager = new long[(predicates.size() + 63) >>> 6];
    predicates.forEach(
        (predicate, number) -> {
          if (index.takeAlong(predicate, number)) {
            eager[number >>> 6] |= 1L << number;
          }
        });
    return new Compiled(fields, tests, compiled, index.build(fields.slots(), counts), eager);
  }

  /** What rules are expected to cost, without compiling them. */
  Efforts efforts(List<byte[]> sample) {
    number();
    return new Efforts(witnesses(fields(), sample, new WindowCounts()));
  }

  private List<CompiledRule> number() {
    return rules.stream()
        .map(rule -> new CompiledRule(rule, node(rule.detection(), new IdentityHashMap<>())))
        .toList();
  }

  private Fields fields() {
    List<FieldPath> paths = List.copyOf(slots.keySet());
    int keywordSlot = keywords ? paths.size() : PathNode.NO_SLOT;
    return new Fields(paths, PathNode.root(paths), keywordSlot);
  }

  private Witnesses witnesses(Fields fields, List<byte[]> sample, WindowCounts counts) {
    var seen = new SeenValues(fields, sample, counts);
    return new Witnesses(new Frequencies(seen, field -> slot(field, fields)));
  }

  /**
   * Shared parts of an expression stay shared, so that a condition that uses a name often does not
   * multiply it.
   */
  private Node node(Expression expression, Map<Expression, Node> known) {
    Node ready = known.get(expression);
    if (ready != null) {
      return ready;
    }
    Node made =
        switch (expression) {
          case Expression.Test(Predicate predicate) -> new Node.Test(number(predicate));
          case Expression.Not(Expression operand) -> new Node.Not(node(operand, known));
          case Expression.And(List<Expression> operands) -> {
            Node[] all = nodes(operands, known);
            yield new Node.And(all, Node.steps(all));
          }
          case Expression.Or(List<Expression> operands) -> {
            Node[] all = nodes(operands, known);
            yield new Node.Or(all, Node.steps(all));
          }
        };
    known.put(expression, made);
    return made;
  }

  /** What is cheap to decide comes first. */
  private Node[] nodes(List<Expression> operands, Map<Expression, Node> known) {
    return operands.stream()
        .sorted(Comparator.comparingInt(Compiler::effort))
        .map(operand -> node(operand, known))
        .toArray(Node[]::new);
  }

  private static int effort(Expression expression) {
    return switch (expression) {
      case Expression.Test(Predicate predicate) -> effort(predicate);
      case Expression.Not(Expression operand) -> effort(operand);
      case Expression.And _, Expression.Or _ -> 3;
    };
  }

  private static int effort(Predicate predicate) {
    if (predicate.field() == null) {
      return 5;
    }
    return switch (predicate.operator()) {
      case Operator.Exists _, Operator.NullValue _ -> 0;
      case Operator.TextMatch text -> text.pattern().hasWildcards() ? 2 : 0;
      case Operator.RegexSearch _, Operator.FieldReference _ -> 4;
      case Operator.InNetwork _, Operator.NumberCompare _, Operator.TimeCompare _ -> 1;
    };
  }

  private int numberOf(Predicate predicate) {
    return predicates.getOrDefault(predicate, Target.NO_TEST);
  }

  private int number(Predicate predicate) {
    if (predicate.field() == null) {
      keywords = true;
    } else {
      slots.putIfAbsent(predicate.field(), slots.size());
    }
    if (predicate.operator() instanceof Operator.FieldReference reference) {
      slots.putIfAbsent(reference.other(), slots.size());
    }
    return predicates.computeIfAbsent(predicate, _ -> predicates.size());
  }

  private int slot(@Nullable FieldPath field, Fields fields) {
    return field == null ? fields.keywordSlot() : slots.getOrDefault(field, PathNode.NO_SLOT);
  }

  private SlotTest test(Predicate predicate, Fields fields) {
    int slot = slot(predicate.field(), fields);
    return switch (predicate.operator()) {
      case Operator.Exists _ -> new SlotTest.Exists(slot);
      case Operator.NullValue _ -> new SlotTest.IsNull(slot);
      case Operator.TextMatch text ->
          new SlotTest.Text(slot, Glob.compile(text.pattern()), text.cased());
      case Operator.RegexSearch search ->
          new SlotTest.Search(slot, Regex.compile(search.pattern(), search.flags()));
      case Operator.InNetwork(var network) -> new SlotTest.Inside(slot, network);
      case Operator.NumberCompare compare -> new SlotTest.Compare(slot, compare);
      case Operator.TimeCompare compare -> new SlotTest.Time(slot, compare);
      case Operator.FieldReference reference ->
          new SlotTest.Reference(
              new FieldComparison(
                  slot, slot(reference.other(), fields), reference.relation(), reference.cased()));
    };
  }
}
