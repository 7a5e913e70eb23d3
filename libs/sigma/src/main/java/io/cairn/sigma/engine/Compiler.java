package io.cairn.sigma.engine;

import io.cairn.regex.Regex;
import io.cairn.sigma.SigmaRule;
import io.cairn.sigma.expression.Expression;
import io.cairn.sigma.expression.FieldPath;
import io.cairn.sigma.expression.Operator;
import io.cairn.sigma.expression.Predicate;
import java.util.ArrayList;
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

  Compiled compile() {
    List<CompiledRule> compiled = new ArrayList<>();
    for (SigmaRule rule : rules) {
      compiled.add(new CompiledRule(rule, node(rule.detection(), new IdentityHashMap<>())));
    }
    List<FieldPath> paths = List.copyOf(slots.keySet());
    int keywordSlot = keywords ? paths.size() : PathNode.NO_SLOT;
    var fields = new Fields(paths, PathNode.root(paths), keywordSlot);
    List<SlotTest> tests =
        predicates.keySet().stream().map(predicate -> test(predicate, fields)).toList();
    RuleIndex index = RuleIndex.build(rules, field -> slot(field, fields), fields.slots());
    return new Compiled(fields, tests, List.copyOf(compiled), index);
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
          case Expression.And(List<Expression> operands) -> new Node.And(nodes(operands, known));
          case Expression.Or(List<Expression> operands) -> new Node.Or(nodes(operands, known));
        };
    known.put(expression, made);
    return made;
  }

  private List<Node> nodes(List<Expression> operands, Map<Expression, Node> known) {
    return operands.stream().map(operand -> node(operand, known)).toList();
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
