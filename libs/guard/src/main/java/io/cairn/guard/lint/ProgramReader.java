package io.cairn.guard.lint;

import io.cairn.guard.GuardDialect;
import io.cairn.guard.GuardWarning;
import io.cairn.guard.syntax.Node;
import io.cairn.guard.syntax.Node.BinaryTest;
import io.cairn.guard.syntax.Node.Block;
import io.cairn.guard.syntax.Node.BlockClause;
import io.cairn.guard.syntax.Node.Clause;
import io.cairn.guard.syntax.Node.Group;
import io.cairn.guard.syntax.Node.Let;
import io.cairn.guard.syntax.Node.Operand;
import io.cairn.guard.syntax.Node.Part;
import io.cairn.guard.syntax.Node.Query;
import io.cairn.guard.syntax.Node.RuleCall;
import io.cairn.guard.syntax.Node.RuleReference;
import io.cairn.guard.syntax.Node.TypeBlock;
import io.cairn.guard.syntax.Node.UnaryTest;
import io.cairn.guard.syntax.Node.WhenBlock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads a program without running it: what variables and paths it names, what in it misleads. */
public final class ProgramReader {

  private final Set<String> read = new TreeSet<>();
  private final Set<String> assigned = new TreeSet<>();
  private final Set<String> keys = new TreeSet<>();
  private final Set<String> paths = new LinkedHashSet<>();
  private final List<GuardWarning> warnings = new ArrayList<>();

  public ProgramReader(Node.Program program) {
    lets(program.lets(), "");
    for (var rule : program.rules()) {
      groups(rule.conditions(), "");
      block(rule.block(), "");
    }
    for (var rule : program.callable().values()) {
      if (rule.parameters() != null) {
        assigned.addAll(rule.parameters());
      }
      block(rule.block(), "");
    }
  }

  public Set<String> freeVariables() {
    var free = new TreeSet<>(read);
    free.removeAll(assigned);
    return free;
  }

  /** Every key that some query names. */
  public Set<String> keys() {
    return new TreeSet<>(keys);
  }

  public Set<String> paths() {
    return new LinkedHashSet<>(paths);
  }

  public List<GuardWarning> warnings(GuardDialect dialect) {
    return warnings.stream()
        .filter(w -> dialect == GuardDialect.V2 || !w.message().startsWith("in Guard 2"))
        .toList();
  }

  private void lets(Map<String, Let> lets, String context) {
    lets.forEach(
        (name, let) -> {
          assigned.add(name);
          if (let.function() != null) {
            operand(let.function(), context);
          }
          if (let.query() != null) {
            query(let.query(), context);
          }
        });
  }

  private void block(Block block, String context) {
    lets(block.lets(), context);
    groups(block.groups(), context);
  }

  private void groups(List<Group> groups, String context) {
    groups.forEach(group -> group.alternatives().forEach(clause -> clause(clause, context)));
  }

  private void clause(Clause clause, String context) {
    switch (clause) {
      case UnaryTest test -> query(test.query(), context);
      case BinaryTest test -> {
        query(test.left(), context);
        operand(test.right(), context);
        warn(test);
      }
      case BlockClause block -> block(block.block(), query(block.query(), context));
      case WhenBlock when -> {
        groups(when.conditions(), context);
        block(when.block(), context);
      }
      case TypeBlock type -> {
        groups(type.conditions(), context);
        block(type.block(), query(type.query(), context));
      }
      case RuleCall call -> {
        call.arguments().forEach(argument -> operand(argument, context));
        if (call.ignoredNot()) {
          warn(clause, "not before a call does nothing; put the inversion into the rule");
        }
      }
      case RuleReference _ -> {
        // A reference reads nothing by itself.
      }
    }
  }

  private void warn(BinaryTest test) {
    if (test.ignoredNot()) {
      warn(test, "not before a comparison does nothing; write != or not in");
    }
    if (test.negated()
        && test.operator() == Node.Binary.EQ
        && !(test.right() instanceof Node.Literal)) {
      warn(test, "in Guard 2 != between two queries always fails; compare with a literal");
    }
    if (test.left().some() && test.operator() == Node.Binary.IN && test.right() instanceof Query) {
      warn(test, "some has no effect here: every value must be in the other query's results");
    }
    boolean outerContext = false;
    for (int i = 1; i < test.left().parts().size(); i++) {
      outerContext |=
          test.left().parts().get(i) instanceof Node.Filter
              && test.left().parts().get(i - 1) instanceof Node.AllIndices;
    }
    if (outerContext) {
      warn(test, "a filter behind [*] tests the outer context; write list[ … ] without [*]");
    }
  }

  private void warn(Clause clause, String message) {
    warnings.add(new GuardWarning(clause.place().line(), clause.place().column(), message));
  }

  private void operand(Operand operand, String context) {
    switch (operand) {
      case Node.Literal _ -> {
        // A literal reads nothing.
      }
      case Node.Call call -> call.arguments().forEach(argument -> operand(argument, context));
      case Query query -> query(query, context);
    }
  }

  /** Notes what a query reads and gives the context of what stands inside its block. */
  private String query(Query query, String context) {
    var path = new StringBuilder(query.variable() == null ? context : "%");
    if (query.variable() != null) {
      read.add(query.variable());
    }
    boolean known = query.variable() == null;
    for (Part part : query.parts()) {
      switch (part) {
        case Node.NamedKey key -> {
          keys.add(key.name());
          if (known) {
            path.append(path.isEmpty() || path.toString().endsWith("%") ? "" : ".");
            path.append(key.name());
          }
        }
        case Node.VariableKey key -> {
          read.add(key.variable());
          known = false;
        }
        case Node.Filter filter -> {
          if (filter.capture() != null) {
            assigned.add(filter.capture());
          }
          groups(filter.groups(), known ? path.toString() : "%");
        }
        case Node.AllIndices all -> {
          if (all.capture() != null) {
            assigned.add(all.capture());
          }
        }
        case Node.KeysFilter keys -> {
          operand(keys.right(), "%");
          known = false;
        }
        case Node.AllValues _ -> known = false;
        case Node.This _, Node.Index _ -> {
          // Neither names a key.
        }
      }
    }
    var read = path.toString();
    if (!read.startsWith("%") && !read.isEmpty()) {
      paths.add(read);
    }
    return known && query.variable() == null ? read : "%";
  }
}
