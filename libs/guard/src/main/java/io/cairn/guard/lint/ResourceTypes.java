package io.cairn.guard.lint;

import io.cairn.guard.syntax.Node;
import io.cairn.guard.syntax.Node.Binary;
import io.cairn.guard.syntax.Node.BinaryTest;
import io.cairn.guard.syntax.Node.Group;
import io.cairn.guard.value.Kind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads from the conditions of a file which resource types it can apply to: every rule must have a
 * condition of its own {@code resourceType == "T"} or {@code resourceType in [ … ]}, and all its
 * conditions must be tests that cannot raise an error, because all of them run.
 */
public final class ResourceTypes {

  private ResourceTypes() {}

  /** The types, or empty if the file may say something of any item. */
  public static Optional<Set<String>> of(Node.Program program) {
    var all = new TreeSet<String>();
    for (var rule : program.rules()) {
      var types = of(rule.conditions());
      if (types.isEmpty()) {
        return Optional.empty();
      }
      all.addAll(types);
    }
    return all.isEmpty() ? Optional.empty() : Optional.of(all);
  }

  private static Set<String> of(List<Group> conditions) {
    if (!conditions.stream().allMatch(SafeTests::cannotFail)) {
      return Set.of();
    }
    return conditions.stream()
        .filter(group -> group.alternatives().size() == 1)
        .map(group -> group.alternatives().getFirst())
        .filter(BinaryTest.class::isInstance)
        .map(clause -> types((BinaryTest) clause))
        .filter(types -> !types.isEmpty())
        .findFirst()
        .orElse(Set.of());
  }

  private static Set<String> types(BinaryTest test) {
    var parts = test.left().parts();
    boolean asksType =
        test.left().variable() == null
            && !test.negated()
            && parts.size() == 1
            && parts.getFirst() instanceof Node.NamedKey key
            && key.name().equals("resourceType");
    if (!asksType || !(test.right() instanceof Node.Literal(var literal))) {
      return Set.of();
    }
    if (literal.is(Kind.STRING) && test.operator() == Binary.EQ) {
      return Set.of(literal.string());
    }
    var types = new TreeSet<String>();
    if (test.operator() == Binary.IN) {
      for (var child : literal.children()) {
        if (!child.is(Kind.STRING)) {
          return Set.of();
        }
        types.add(child.string());
      }
    }
    return types;
  }
}
