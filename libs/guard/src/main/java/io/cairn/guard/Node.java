package io.cairn.guard;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The program: what the parser builds and the evaluator runs. All of it is immutable. */
final class Node {

  private Node() {}

  /** Where a clause stands and how it is written, for messages. */
  record Place(int line, int column, String text) {}

  enum Unary {
    EXISTS,
    EMPTY,
    IS_STRING,
    IS_LIST,
    IS_STRUCT,
    IS_BOOL,
    IS_INT,
    IS_FLOAT,
    IS_NULL
  }

  enum Binary {
    EQ,
    GE,
    LE,
    GT,
    LT,
    IN
  }

  /** The right side of a comparison or a {@code let}, or an argument. */
  sealed interface Operand permits Literal, Query, Call {}

  record Literal(GuardValue value) implements Operand {}

  /** A call of a built-in function. */
  record Call(Function function, List<Operand> arguments, Place place) implements Operand {}

  /**
   * A path from the context (or from a variable's results) to values.
   *
   * @param variable the variable it starts from; a {@code [*]} that follows it is already dropped
   * @param lone whether nothing at all was written after the variable
   */
  record Query(boolean some, @Nullable String variable, boolean lone, List<Part> parts, String text)
      implements Operand {

    Query {
      parts = List.copyOf(parts);
    }

    /** Whether {@code empty} asks if anything was found instead of looking into what was found. */
    boolean asksForResults() {
      if (variable != null && lone) {
        return true;
      }
      return !parts.isEmpty()
          && (parts.getLast() instanceof Filter || parts.getLast() instanceof KeysFilter);
    }
  }

  sealed interface Part
      permits This, NamedKey, Index, VariableKey, AllValues, AllIndices, KeysFilter, Filter {}

  record This() implements Part {}

  record NamedKey(String name, KeySpellings spellings) implements Part {}

  /** An index; one that was written as a quoted key counts as a key for the filter behind it. */
  record Index(int index, boolean written) implements Part {}

  record VariableKey(String variable) implements Part {}

  record AllValues() implements Part {}

  record AllIndices(@Nullable String capture) implements Part {}

  record KeysFilter(Binary operator, boolean negated, Operand right) implements Part {}

  record Filter(@Nullable String capture, List<Group> groups) implements Part {}

  /** Alternatives joined by {@code or}; lists of groups are joined by AND. */
  record Group(List<Clause> alternatives) {
    Group {
      alternatives = List.copyOf(alternatives);
    }

    /** The first message among the alternatives: it is written behind the last one, as a rule. */
    @Nullable String message() {
      for (var clause : alternatives) {
        var message =
            switch (clause) {
              case UnaryTest test -> test.message();
              case BinaryTest test -> test.message();
              case RuleCall call -> call.message();
              case RuleReference reference -> reference.message();
              case BlockClause _, WhenBlock _, TypeBlock _ -> null;
            };
        if (message != null) {
          return message;
        }
      }
      return null;
    }
  }

  sealed interface Clause
      permits UnaryTest, BinaryTest, BlockClause, WhenBlock, TypeBlock, RuleCall, RuleReference {
    Place place();
  }

  record UnaryTest(
      boolean negated, Query query, Unary operator, @Nullable String message, Place place)
      implements Clause {}

  record BinaryTest(
      Query left,
      Binary operator,
      boolean negated,
      boolean ignoredNot,
      Operand right,
      @Nullable String message,
      Place place)
      implements Clause {}

  record BlockClause(Query query, boolean mustFind, Block block, Place place) implements Clause {}

  record WhenBlock(List<Group> conditions, Block block, Place place) implements Clause {}

  record TypeBlock(Query query, List<Group> conditions, Block block, Place place)
      implements Clause {}

  /** A call of a parameterised rule. */
  record RuleCall(
      String rule,
      List<Operand> arguments,
      boolean ignoredNot,
      @Nullable String message,
      Place place)
      implements Clause {}

  record RuleReference(String rule, boolean negated, @Nullable String message, Place place)
      implements Clause {}

  /** What {@code let} says of one name: a literal wins, then a function, then the last query. */
  record Let(@Nullable Literal literal, @Nullable Call function, @Nullable Query query) {

    static Let of(@Nullable Let earlier, Operand value) {
      var old = earlier == null ? new Let(null, null, null) : earlier;
      return switch (value) {
        case Literal l -> new Let(l, old.function, old.query);
        case Call c -> new Let(old.literal, c, old.query);
        case Query q -> new Let(old.literal, old.function, q);
      };
    }
  }

  record Block(Map<String, Let> lets, List<Group> groups) {
    Block {
      lets = Map.copyOf(lets);
      groups = List.copyOf(groups);
    }
  }

  /** A named rule; {@code parameters} is null for one that is judged on its own. */
  record Rule(
      String name,
      @Nullable List<String> parameters,
      List<Group> conditions,
      Block block,
      Place place) {}

  /** A whole file: its own lets, the rules in order, the parameterised ones by name. */
  record Program(Map<String, Let> lets, List<Rule> rules, Map<String, Rule> callable) {
    Program {
      lets = Map.copyOf(lets);
      rules = List.copyOf(rules);
      callable = Map.copyOf(callable);
    }
  }
}
