package io.cairn.guard.evaluate;

import io.cairn.guard.lint.SafeTests;
import io.cairn.guard.syntax.Node;
import io.cairn.guard.syntax.Node.Binary;
import io.cairn.guard.syntax.Node.BinaryTest;
import io.cairn.guard.syntax.Node.Query;
import io.cairn.guard.value.Kind;
import org.jspecify.annotations.Nullable;

/** Recognises {@code Resources.*[ Type == "…" … ]}, whose first test an index can answer. */
final class TypedQuery {

  private TypedQuery() {}

  /**
   * The type, or null. What is skipped by its type must not be able to raise an error, because all
   * tests of a filter run: the others have to be plain ones.
   */
  static @Nullable String type(Query query) {
    var parts = query.parts();
    if (query.variable() != null
        || parts.size() < 3
        || !(parts.getFirst() instanceof Node.NamedKey root && root.name().equals("Resources"))
        || !(parts.get(1) instanceof Node.AllValues)
        || !(parts.get(2) instanceof Node.Filter filter)
        || filter.capture() != null) {
      return null;
    }
    var type = type(filter.groups().getFirst());
    boolean safe = filter.groups().stream().skip(1).allMatch(SafeTests::cannotFail);
    return safe ? type : null;
  }

  private static @Nullable String type(Node.Group group) {
    return group.alternatives().size() == 1
            && group.alternatives().getFirst() instanceof BinaryTest test
            && test.operator() == Binary.EQ
            && !test.negated()
            && test.left().variable() == null
            && test.left().parts().size() == 1
            && test.left().parts().getFirst() instanceof Node.NamedKey key
            && key.name().equals("Type")
            && test.right() instanceof Node.Literal(var literal)
            && literal.is(Kind.STRING)
        ? literal.string()
        : null;
  }
}
