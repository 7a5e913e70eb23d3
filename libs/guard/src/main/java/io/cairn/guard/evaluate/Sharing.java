package io.cairn.guard.evaluate;

import io.cairn.guard.syntax.Node;
import io.cairn.guard.syntax.Printer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers the queries that rules of one set have in common: those with a filter or a wildcard and
 * without variables, captures and calls. A plain path is as cheap as the look-up would be.
 */
final class Sharing {

  private final boolean exactKeys;
  private final Map<String, Integer> numbers;

  Sharing(boolean exactKeys) {
    this(exactKeys, new HashMap<>());
  }

  private Sharing(boolean exactKeys, Map<String, Integer> numbers) {
    this.exactKeys = exactKeys;
    this.numbers = numbers;
  }

  /** The numbering for files in which an absent key has other spellings; no number is the same. */
  Sharing lenient() {
    return new Sharing(false, numbers);
  }

  int size() {
    return numbers.size();
  }

  /** The number of a query, or -1 if it depends on more than the document. */
  int number(Node.Query query) {
    if (query.variable() != null || !parts(query.parts())) {
      return -1;
    }
    return numbers.computeIfAbsent(
        (exactKeys ? "=" : "~") + Printer.print(query), t -> numbers.size());
  }

  private static boolean parts(List<Node.Part> parts) {
    return parts.stream()
        .allMatch(
            part ->
                switch (part) {
                  case Node.VariableKey _, Node.KeysFilter _ -> false;
                  case Node.AllIndices all -> all.capture() == null;
                  case Node.Filter filter -> filter.capture() == null && groups(filter.groups());
                  default -> true;
                });
  }

  private static boolean groups(List<Node.Group> groups) {
    return groups.stream()
        .flatMap(group -> group.alternatives().stream())
        .allMatch(
            clause ->
                switch (clause) {
                  case Node.UnaryTest test -> query(test.query());
                  case Node.BinaryTest test ->
                      query(test.left())
                          && (test.right() instanceof Node.Literal
                              || (test.right() instanceof Node.Query right && query(right)));
                  default -> false;
                });
  }

  private static boolean query(Node.Query query) {
    return query.variable() == null && parts(query.parts());
  }
}
