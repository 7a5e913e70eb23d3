package io.cairn.guard.evaluate;

import io.cairn.guard.evaluate.Code.CallableCode;
import io.cairn.guard.syntax.KeySpellings;
import io.cairn.guard.syntax.Node;
import io.cairn.guard.value.Keys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** From the syntax tree to code: names interned, literals prepared, references numbered. */
final class Compiler {

  private final boolean exactKeys;
  private final Sharing sharing;
  private final Map<String, Integer> referenceNumbers = new HashMap<>();
  private final List<RuleCode> rules = new ArrayList<>();

  private Compiler(boolean exactKeys, Sharing sharing) {
    this.exactKeys = exactKeys;
    this.sharing = sharing;
  }

  static Code compile(String name, Node.Program program, boolean exactKeys, Sharing sharing) {
    return new Compiler(exactKeys, sharing).program(name, program);
  }

  private Code program(String name, Node.Program program) {
    for (var rule : program.rules()) {
      referenceNumbers.putIfAbsent(rule.name(), referenceNumbers.size());
    }
    var lets = lets(program.lets());
    for (var rule : program.rules()) {
      rules.add(
          new RuleCode(rule.name(), groups(rule.conditions()), block(rule.block()), rule.place()));
    }
    Map<String, CallableCode> callable = new HashMap<>();
    program.callable().forEach((key, rule) -> callable.put(key, callable(rule)));
    return new Code(
        name,
        lets,
        rules.toArray(RuleCode[]::new),
        references(),
        Map.copyOf(callable),
        sharing.size());
  }

  private CallableCode callable(Node.Rule rule) {
    var names = rule.parameters() == null ? List.<String>of() : rule.parameters();
    return new CallableCode(
        names.stream().map(Keys::of).toArray(String[]::new), new BlockCode[] {block(rule.block())});
  }

  private RuleCode[][] references() {
    var byNumber = new RuleCode[referenceNumbers.size()][];
    referenceNumbers.forEach(
        (name, number) ->
            byNumber[number] =
                rules.stream().filter(r -> r.name().equals(name)).toArray(RuleCode[]::new));
    return byNumber;
  }

  private LetCode[] lets(Map<String, Node.Let> lets) {
    return lets.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> let(entry.getKey(), entry.getValue()))
        .toArray(LetCode[]::new);
  }

  private LetCode let(String name, Node.Let let) {
    return new LetCode(
        Keys.of(name),
        let.literal() == null ? null : Results.literal(let.literal().value()),
        let.function() == null ? null : function(let.function()),
        let.query() == null ? null : query(let.query()));
  }

  private BlockCode block(Node.Block block) {
    return new BlockCode(lets(block.lets()), groups(block.groups()));
  }

  private GroupCode[] groups(List<Node.Group> groups) {
    return groups.stream()
        .map(
            group ->
                new GroupCode(
                    group.alternatives().stream().map(this::clause).toArray(ClauseCode[]::new),
                    group.message()))
        .toArray(GroupCode[]::new);
  }

  private ClauseCode clause(Node.Clause clause) {
    return switch (clause) {
      case Node.UnaryTest test -> UnaryCode.of(test, query(test.query()));
      case Node.BinaryTest test -> binary(test);
      case Node.BlockClause each ->
          new NestingCode.Each(each, query(each.query()), block(each.block()));
      case Node.WhenBlock when ->
          new NestingCode.When(when, groups(when.conditions()), block(when.block()));
      case Node.TypeBlock type ->
          new NestingCode.OfType(
              type, query(type.query()), groups(type.conditions()), block(type.block()));
      case Node.RuleCall call ->
          new NamingCode.Call(
              call, call.arguments().stream().map(this::operand).toArray(OperandCode[]::new));
      case Node.RuleReference reference ->
          new NamingCode.Reference(reference, referenceNumbers.getOrDefault(reference.rule(), -1));
    };
  }

  private BinaryCode binary(Node.BinaryTest test) {
    var left = query(test.left());
    var right = operand(test.right());
    var direct =
        left.single() && right instanceof LiteralCode literal
            ? LiteralTest.of(test.operator(), literal.value())
            : null;
    return new BinaryCode(test, left, right, direct);
  }

  private OperandCode operand(Node.Operand operand) {
    return switch (operand) {
      case Node.Literal literal -> LiteralCode.of(literal.value());
      case Node.Call call -> function(call);
      case Node.Query query -> query(query);
    };
  }

  private FunctionCode function(Node.Call call) {
    return FunctionCode.of(
        call.function(), call.arguments().stream().map(this::operand).toArray(OperandCode[]::new));
  }

  private QueryCode query(Node.Query query) {
    var parts = query.parts().stream().map(this::part).toArray(PartCode[]::new);
    boolean single = query.variable() == null;
    for (var part : parts) {
      single &=
          part instanceof PartCode.Key
              || part instanceof PartCode.Index
              || part instanceof PartCode.This;
    }
    return new QueryCode(
        query,
        query.some(),
        query.variable() == null ? null : Keys.of(query.variable()),
        parts,
        Rests.of(query.parts()),
        single,
        TypedQuery.type(query),
        single ? -1 : sharing.number(query));
  }

  private PartCode part(Node.Part part) {
    return switch (part) {
      case Node.This _ -> new PartCode.This();
      case Node.NamedKey key -> new PartCode.Key(Keys.of(key.name()), spellings(key.spellings()));
      case Node.Index index -> new PartCode.Index(index.index(), index.written());
      case Node.VariableKey key -> new PartCode.VariableKey(Keys.of(key.variable()));
      case Node.AllValues _ -> new PartCode.AllValues();
      case Node.AllIndices all ->
          new PartCode.AllIndices(all.capture() == null ? null : Keys.of(all.capture()));
      case Node.KeysFilter keys ->
          new PartCode.KeysFilter(keys.operator(), keys.negated(), operand(keys.right()));
      case Node.Filter filter ->
          new PartCode.Filter(
              filter.capture() == null ? null : Keys.of(filter.capture()), groups(filter.groups()));
    };
  }

  private String[] spellings(KeySpellings spellings) {
    if (exactKeys) {
      return new String[0];
    }
    var all = new String[KeySpellings.COUNT];
    for (int i = 0; i < all.length; i++) {
      all[i] = Keys.of(spellings.get(i));
    }
    return all;
  }
}
