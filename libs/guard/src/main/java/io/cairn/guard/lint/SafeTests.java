package io.cairn.guard.lint;

import io.cairn.guard.syntax.Node;
import io.cairn.guard.syntax.Node.Group;

/** Tests that cannot raise an error on any document, so that they may be left out by an index. */
public final class SafeTests {

  private SafeTests() {}

  /** Tests other than {@code empty}, of keys and indices, against literals. */
  public static boolean cannotFail(Group group) {
    return group.alternatives().stream()
        .allMatch(
            clause ->
                switch (clause) {
                  case Node.UnaryTest test ->
                      test.operator() != Node.Unary.EMPTY && isPlain(test.query());
                  case Node.BinaryTest test ->
                      test.right() instanceof Node.Literal && isPlain(test.left());
                  default -> false;
                });
  }

  private static boolean isPlain(Node.Query query) {
    return query.variable() == null
        && query.parts().stream()
            .allMatch(
                part ->
                    part instanceof Node.NamedKey
                        || part instanceof Node.Index
                        || part instanceof Node.This
                        || part instanceof Node.AllValues
                        || (part instanceof Node.AllIndices all && all.capture() == null));
  }
}
