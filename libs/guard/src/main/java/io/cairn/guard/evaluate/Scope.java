package io.cairn.guard.evaluate;

import io.cairn.guard.value.Value;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where a clause is evaluated: a context value and the variables that are visible. Queries of an
 * element scope resolve with its parent, which decides what a filter behind {@code [*]} sees; a
 * call scope holds the arguments over the caller's own scope. Scopes are used again by their run.
 */
final class Scope {

  enum Kind {
    DOCUMENT,
    BLOCK,
    ELEMENT,
    CALL
  }

  private static final LetCode[] NO_LETS = {};
  private static final String[] NO_NAMES = {};

  private Kind kind = Kind.DOCUMENT;
  private Value root;
  private @Nullable Scope parent;
  private LetCode[] lets = NO_LETS;
  private String[] names = NO_NAMES;
  private Results[] slots = {};
  private boolean[] known = {};

  Scope(Value root) {
    this.root = root;
  }

  /** Makes this scope another one. */
  void become(
      Kind newKind,
      Value newRoot,
      @Nullable Scope newParent,
      LetCode[] newLets,
      String[] newNames) {
    kind = newKind;
    root = newRoot;
    parent = newParent;
    lets = newLets;
    names = newNames;
    int needed = Math.max(newLets.length, newNames.length);
    if (needed > 0) {
      prepare(needed);
    }
  }

  void become(Kind newKind, Value newRoot, @Nullable Scope newParent) {
    become(newKind, newRoot, newParent, NO_LETS, NO_NAMES);
  }

  private void prepare(int needed) {
    if (slots.length < needed) {
      int had = slots.length;
      slots = Arrays.copyOf(slots, needed);
      known = new boolean[needed];
      for (int i = had; i < needed; i++) {
        slots[i] = new Results();
      }
    }
    Arrays.fill(known, 0, needed, false);
  }

  Kind kind() {
    return kind;
  }

  Value root() {
    return root;
  }

  @Nullable Scope parent() {
    return parent;
  }

  /** The scope that answers for variables and nested filters of a query made here. */
  Scope resolver() {
    return (kind == Kind.ELEMENT || kind == Kind.CALL) && parent != null ? parent : this;
  }

  /** Whether a block without lets may do without a scope of its own here. */
  boolean carries(LetCode[] blockLets) {
    return blockLets.length == 0 && (kind == Kind.BLOCK || kind == Kind.DOCUMENT);
  }

  /** The place of a variable among the lets, or -1. */
  @SuppressWarnings("ReferenceEquality") // names are interned
  int let(String name) {
    for (int i = 0; i < lets.length; i++) {
      if (lets[i].name() == name) {
        return i;
      }
    }
    return -1;
  }

  LetCode let(int place) {
    return lets[place];
  }

  /** The results of an argument, or null if there is none of that name. */
  @SuppressWarnings("ReferenceEquality") // names are interned
  @Nullable Results argument(String name) {
    for (int i = 0; i < names.length; i++) {
      if (names[i] == name) {
        return slots[i];
      }
    }
    return null;
  }

  Results slot(int place) {
    return slots[place];
  }

  boolean isKnown(int place) {
    return known[place];
  }

  void remember(int place) {
    known[place] = true;
  }
}
