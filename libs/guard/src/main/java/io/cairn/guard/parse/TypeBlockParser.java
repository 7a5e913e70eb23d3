package io.cairn.guard.parse;

import io.cairn.guard.syntax.KeySpellings;
import io.cairn.guard.syntax.Node;
import io.cairn.guard.syntax.Node.Binary;
import io.cairn.guard.syntax.Node.Block;
import io.cairn.guard.syntax.Node.Clause;
import io.cairn.guard.syntax.Node.Group;
import io.cairn.guard.syntax.Node.Query;
import io.cairn.guard.value.Value;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parses blocks over the resources of a type. */
final class TypeBlockParser {

  private final Cursor in;
  private final ClauseParser clauses;

  TypeBlockParser(Cursor in, ClauseParser clauses) {
    this.in = in;
    this.clauses = clauses;
  }

  @Nullable Clause typeBlock() {
    int start = in.at();
    var name = typeName();
    if (name == null || !in.space()) {
      if (name != null) {
        throw in.fail("a blank after the type " + name);
      }
      in.back(start);
      return null;
    }
    var conditions = clauses.conditions();
    var block = clauses.block(clauses::clause);
    if (block == null) {
      in.space();
      var clause = clauses.clause();
      if (clause == null) {
        throw in.fail("a block or a clause after the type " + name);
      }
      block = new Block(Map.of(), List.of(new Group(List.of(clause))));
    }
    return new Node.TypeBlock(resources(name), conditions, block, in.place(start, in.at()));
  }

  private @Nullable String typeName() {
    int start = in.at();
    var first = in.name();
    if (first == null || !in.tag("::")) {
      in.back(start);
      return null;
    }
    var name = new StringBuilder(first);
    do {
      var next = in.name();
      if (next == null) {
        throw in.fail("the next word of the type");
      }
      name.append("::").append(next);
    } while (in.tag("::"));
    var whole = name.toString();
    return whole.endsWith("::MODULE") ? whole.substring(0, whole.length() - 8) : whole;
  }

  /** {@code Resources.*[ Type == "…" ]}. */
  private Query resources(String type) {
    var place = in.place(in.at(), in.at());
    var key = new Query(false, null, false, List.of(key("Type")), "Type");
    var test =
        new Node.BinaryTest(
            key, Binary.EQ, false, false, new Node.Literal(Value.of(type)), null, place);
    var filter = new Node.Filter(null, List.of(new Group(List.of(test))));
    return new Query(
        false, null, false, List.of(key("Resources"), new Node.AllValues(), filter), type);
  }

  private static Node.Part key(String name) {
    return new Node.NamedKey(name, new KeySpellings(name));
  }
}
