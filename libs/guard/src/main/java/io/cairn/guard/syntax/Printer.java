package io.cairn.guard.syntax;

import io.cairn.guard.syntax.Node.Group;
import io.cairn.guard.syntax.Node.Query;
import io.cairn.guard.value.Value;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes a program so that parsing it again gives the same program; one clause a line. */
public final class Printer {

  private final StringBuilder out = new StringBuilder();

  private Printer() {}

  /** The text of a whole program. */
  public static String print(Node.Program program) {
    var printer = new Printer();
    printer.lets(program.lets());
    for (var rule : program.rules()) {
      if (rule.name().equals("default") && rule.place().text().isEmpty()) {
        printer.groups(rule.block().groups());
      } else {
        printer.rule(rule);
      }
    }
    new TreeMap<>(program.callable()).values().forEach(printer::rule);
    return printer.out.toString();
  }

  /** The text of a query. */
  public static String print(Query query) {
    var printer = new Printer();
    printer.query(query);
    return printer.out.toString();
  }

  private void rule(Node.Rule rule) {
    out.append("rule ").append(rule.name());
    if (rule.parameters() != null) {
      out.append('(').append(String.join(", ", rule.parameters())).append(')');
    }
    conditions(rule.conditions());
    block(rule.block());
    out.append('\n');
  }

  private void conditions(List<Group> conditions) {
    if (!conditions.isEmpty()) {
      out.append(" when\n");
      groups(conditions);
    }
  }

  private void lets(Map<String, Node.Let> lets) {
    new TreeMap<>(lets)
        .forEach(
            (name, let) -> {
              if (let.query() != null) {
                let(name, let.query());
              }
              if (let.function() != null) {
                let(name, let.function());
              }
              if (let.literal() != null) {
                let(name, let.literal());
              }
            });
  }

  private void let(String name, Node.Operand value) {
    out.append("let ").append(name).append(" = ");
    operand(value);
    out.append('\n');
  }

  private void block(Node.Block block) {
    out.append(" {\n");
    lets(block.lets());
    groups(block.groups());
    out.append("}");
  }

  private void groups(List<Group> groups) {
    for (var group : groups) {
      for (int i = 0; i < group.alternatives().size(); i++) {
        out.append(i == 0 ? "" : " or ");
        clause(group.alternatives().get(i));
      }
      out.append('\n');
    }
  }

  private void clause(Node.Clause clause) {
    switch (clause) {
      case Node.UnaryTest test -> {
        query(test.query());
        out.append(test.negated() ? " !" : " ");
        out.append(test.operator().name().toLowerCase(Locale.ROOT));
        message(test.message());
      }
      case Node.BinaryTest test -> {
        out.append(test.ignoredNot() ? "!" : "");
        query(test.left());
        operator(test.operator(), test.negated());
        operand(test.right());
        message(test.message());
      }
      case Node.BlockClause each -> {
        query(each.query());
        out.append(each.mustFind() ? " !empty" : "");
        block(each.block());
      }
      case Node.WhenBlock when -> {
        out.append("when\n");
        groups(when.conditions());
        block(when.block());
      }
      case Node.TypeBlock type -> {
        out.append(type.query().text()).append(' ');
        conditions(type.conditions());
        block(type.block());
      }
      case Node.RuleCall call -> {
        out.append(call.ignoredNot() ? "!" : "").append(call.rule());
        arguments(call.arguments());
        message(call.message());
      }
      case Node.RuleReference reference -> {
        out.append(reference.negated() ? "!" : "").append(reference.rule());
        message(reference.message());
      }
    }
  }

  private void operator(Node.Binary operator, boolean negated) {
    out.append(
        switch (operator) {
          case EQ -> negated ? " != " : " == ";
          case IN -> negated ? " !in " : " in ";
          case GE -> " >= ";
          case LE -> " <= ";
          case GT -> " > ";
          case LT -> " < ";
        });
  }

  private void message(@Nullable String message) {
    if (message != null) {
      out.append(" <<").append(message).append(">>");
    }
  }

  private void arguments(List<Node.Operand> arguments) {
    out.append('(');
    for (int i = 0; i < arguments.size(); i++) {
      out.append(i == 0 ? "" : ", ");
      operand(arguments.get(i));
    }
    out.append(')');
  }

  private void operand(Node.Operand operand) {
    switch (operand) {
      case Node.Literal literal -> Literals.print(literal.value(), out);
      case Node.Call call -> {
        out.append(call.function().written());
        arguments(call.arguments());
      }
      case Query query -> query(query, true);
    }
  }

  private void query(Query query) {
    query(query, false);
  }

  /** On a right side a key in quotes would be a text, so a query there starts with a bare one. */
  private void query(Query query, boolean bare) {
    out.append(query.some() ? "some " : "");
    if (query.variable() != null) {
      out.append('%').append(query.variable());
      // A [*] behind a variable means nothing, but a query that has one is not a lone variable.
      out.append(!query.lone() && query.parts().isEmpty() ? "[*]" : "");
    }
    boolean first = query.variable() == null;
    for (var part : query.parts()) {
      if (first && bare && part instanceof Node.NamedKey key) {
        out.append(key.name());
      } else {
        part(part, first);
      }
      first = false;
    }
  }

  private void part(Node.Part part, boolean first) {
    switch (part) {
      case Node.This _ -> out.append("this");
      case Node.NamedKey key -> key(key.name(), first);
      case Node.Index index -> {
        if (index.written()) {
          out.append('[').append(index.index()).append(']');
        } else {
          key(Integer.toString(index.index()), first);
        }
      }
      case Node.VariableKey key -> out.append(".%").append(key.variable());
      case Node.AllValues _ -> out.append(".*");
      case Node.AllIndices all ->
          out.append('[').append(all.capture() == null ? "*" : all.capture()).append(']');
      case Node.KeysFilter keys -> {
        out.append("[ keys");
        operator(keys.operator(), keys.negated());
        operand(keys.right());
        out.append(" ]");
      }
      case Node.Filter filter -> {
        out.append('[').append(filter.capture() == null ? "" : filter.capture() + " |");
        out.append('\n');
        groups(filter.groups());
        out.append(']');
      }
    }
  }

  private void key(String name, boolean first) {
    out.append(first ? "" : ".");
    Literals.print(Value.of(name), out);
  }
}
