package io.cairn.guard;

import io.cairn.guard.Node.Let;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a clause is evaluated: a context value and the variables that are visible. Queries of an
 * element scope resolve with its parent, which decides what a filter behind {@code [*]} sees; a
 * call scope holds the arguments over the caller's own scope.
 */
final class Scope {

  enum Kind {
    DOCUMENT,
    BLOCK,
    ELEMENT,
    CALL
  }

  private final Kind kind;
  private final GuardValue root;
  private final @Nullable Scope parent;
  private final Map<String, Let> lets;
  private final Map<String, List<Hit>> results;

  private Scope(
      Kind kind,
      GuardValue root,
      @Nullable Scope parent,
      Map<String, Let> lets,
      Map<String, List<Hit>> results) {
    this.kind = kind;
    this.root = root;
    this.parent = parent;
    this.lets = lets;
    this.results = results;
  }

  static Scope document(GuardValue root, Map<String, Let> lets) {
    return new Scope(Kind.DOCUMENT, root, null, lets, new HashMap<>());
  }

  static Scope block(Scope parent, Map<String, Let> lets) {
    return new Scope(Kind.BLOCK, parent.root, parent, lets, new HashMap<>());
  }

  static Scope element(GuardValue root, Scope parent) {
    return new Scope(Kind.ELEMENT, root, parent, Map.of(), Map.of());
  }

  static Scope call(Scope caller, Map<String, List<Hit>> arguments) {
    return new Scope(Kind.CALL, caller.root, caller, Map.of(), arguments);
  }

  Kind kind() {
    return kind;
  }

  GuardValue root() {
    return root;
  }

  @Nullable Scope parent() {
    return parent;
  }

  /** The scope that answers for variables and nested filters of a query made here. */
  Scope resolver() {
    return (kind == Kind.ELEMENT || kind == Kind.CALL) && parent != null ? parent : this;
  }

  @Nullable Let let(String name) {
    return lets.get(name);
  }

  @Nullable List<Hit> results(String name) {
    return results.get(name);
  }

  void remember(String name, List<Hit> hits) {
    results.put(name, hits);
  }
}
