package io.cairn.guard.syntax;

import io.cairn.guard.value.Value;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The program: what the parser builds and the evaluator runs. All of it is immutable. */
public final class Node {

  private Node() {}

  /** Where a clause stands and how it is written, for messages. */
  public record Place(int line, int column, String text) {}

  public enum Unary {
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

  public enum Binary {
    EQ,
    GE,
    LE,
    GT,
    LT,
    IN
  }

  /** The right side of a comparison or a {@code let}, or an argument. */
  public sealed interface Operand permits Literal, Query, Call {}

  public record Literal(Value value) implements Operand {}

  /** A call of a built-in function. */
  public record Call(Function function, List<Operand> arguments, Place place) implements Operand {}

  /**
   * A path from the context (or from a variable's results) to values.
   *
   * @param variable the variable it starts from; a {@code [*]} that follows it is already dropped
   * @param lone whether nothing at all was written after the variable
   */
  public record Query(
      boolean some, @Nullable String variable, boolean lone, List<Part> parts, String text)
      implements Operand {

    public Query {
      parts = List.copyOf(parts);
    }

    /** Whether {@code empty} asks if anything was found instead of looking into what was found. */
    public boolean asksForResults() {
      if (variable != null && lone) {
        return true;
      }
      return !parts.isEmpty()
          && (parts.getLast() instanceof Filter || parts.getLast() instanceof KeysFilter);
    }
  }

  public sealed interface Part
      permits This, NamedKey, Index, VariableKey, AllValues, AllIndices, KeysFilter, Filter {}

  public record This() implements Part {}

  public record NamedKey(String name, KeySpellings spellings) implements Part {}

  /** An index; one that was written as a quoted key counts as a key for the filter behind it. */
  public record Index(int index, boolean written) implements Part {}

  public record VariableKey(String variable) implements Part {}

  public record AllValues() implements Part {}

  public record AllIndices(@Nullable String capture) implements Part {}

  public record KeysFilter(Binary operator, boolean negated, Operand right) implements Part {}

  public record Filter(@Nullable String capture, List<Group> groups) implements Part {}

  /** Alternatives joined by {@code or}; lists of groups are joined by AND. */
  public record Group(List<Clause> alternatives) {
    public Group {
      alternatives = List.copyOf(alternatives);
    }

    /** The first message among the alternatives: it is written behind the last one, as a rule. */
    public @Nullable String message() {
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

  public sealed interface Clause
      permits UnaryTest, BinaryTest, BlockClause, WhenBlock, TypeBlock, RuleCall, RuleReference {
    Place place();
  }

  public record UnaryTest(
      boolean negated, Query query, Unary operator, @Nullable String message, Place place)
      implements Clause {}

  public record BinaryTest(
      Query left,
      Binary operator,
      boolean negated,
      boolean ignoredNot,
      Operand right,
      @Nullable String message,
      Place place)
      implements Clause {}

  public record BlockClause(Query query, boolean mustFind, Block block, Place place)
      implements Clause {}

  public record WhenBlock(List<Group> conditions, Block block, Place place) implements Clause {}

  public record TypeBlock(Query query, List<Group> conditions, Block block, Place place)
      implements Clause {}

  /** A call of a parameterised rule. */
  public record RuleCall(
      String rule,
      List<Operand> arguments,
      boolean ignoredNot,
      @Nullable String message,
      Place place)
      implements Clause {}

  public record RuleReference(String rule, boolean negated, @Nullable String message, Place place)
      implements Clause {}

  /** What {@code let} says of one name: a literal wins, then a function, then the last query. */
  public record Let(@Nullable Literal literal, @Nullable Call function, @Nullable Query query) {

    public static Let of(@Nullable Let earlier, Operand value) {
      var old = earlier == null ? new Let(null, null, null) : earlier;
      return switch (value) {
        case Literal l -> new Let(l, old.function, old.query);
        case Call c -> new Let(old.literal, c, old.query);
        case Query q -> new Let(old.literal, old.function, q);
      };
    }
  }

  public record Block(Map<String, Let> lets, List<Group> groups) {
    public Block {
      lets = Map.copyOf(lets);
      groups = List.copyOf(groups);
    }
  }

  /** A named rule; {@code parameters} is null for one that is judged on its own. */
  public record Rule(
      String name,
      @Nullable List<String> parameters,
      List<Group> conditions,
      Block block,
      Place place) {}

  /** A whole file: its own lets, the rules in order, the parameterised ones by name. */
  public record Program(Map<String, Let> lets, List<Rule> rules, Map<String, Rule> callable) {
    public Program {
      lets = Map.copyOf(lets);
      rules = List.copyOf(rules);
      callable = Map.copyOf(callable);
    }
  }
}
