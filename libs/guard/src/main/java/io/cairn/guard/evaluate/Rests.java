package io.cairn.guard.evaluate;

import io.cairn.guard.syntax.Node;
import io.cairn.guard.syntax.Node.Part;
import java.util.List;

/** For each part of a query, the path from there on as it is told where it is missing. */
final class Rests {

  private Rests() {}

  static String[] of(List<Part> parts) {
    var rests = new String[parts.size()];
    var rest = "";
    for (int i = parts.size() - 1; i >= 0; i--) {
      rest = written(parts.get(i)) + rest;
      rests[i] = rest;
    }
    return rests;
  }

  private static String written(Part part) {
    return switch (part) {
      case Node.This _ -> "";
      case Node.NamedKey key -> "." + key.name();
      case Node.Index index -> "[" + index.index() + "]";
      case Node.VariableKey key -> ".%" + key.variable();
      case Node.AllValues _ -> ".*";
      case Node.AllIndices all -> all.capture() == null ? "[*]" : "[" + all.capture() + "]";
      case Node.KeysFilter _ -> "[keys …]";
      case Node.Filter _ -> "[…]";
    };
  }
}
