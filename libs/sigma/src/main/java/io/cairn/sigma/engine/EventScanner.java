package io.cairn.sigma.engine;

import org.jspecify.annotations.Nullable;

/**
 * One pass over an event that checks its JSON and captures the values of the slots. Keys that no
 * rule names are only checked. Belongs to one thread.
 */
final class EventScanner {
  static final int MAX_DEPTH = 64;

  private final PathNode root;
  private int keywordSlot = PathNode.NO_SLOT;
  private final FieldResolver resolver;
  private final JsonBytes json = new JsonBytes();
  private final Leaves leaves;
  private final KeysSeen seen = new KeysSeen();
  private boolean dotted;

  EventScanner(Fields fields, Leaves leaves) {
    this.root = fields.root();
    this.resolver = new FieldResolver(fields, json, leaves);
    this.leaves = leaves;
  }

  /** Captures every string, number and boolean besides the fields. */
  void scanKeywords(byte[] event, int length, int slot) {
    keywordSlot = slot;
    json.open(event, 0, length);
    seen.clear();
    json.peek();
    try {
      value(null, 1);
    } finally {
      keywordSlot = PathNode.NO_SLOT;
    }
  }

  void scan(byte[] event, int offset, int length) {
    leaves.clear(event);
    json.open(event, offset, length);
    dotted = false;
    seen.clear();
    if (json.peek() != '{') {
      throw json.error("an event must be a JSON object", json.at());
    }
    int start = json.at();
    value(root, 1);
    json.expectEnd();
    if (dotted) {
      resolver.resolveAll(event, start);
    }
  }

  private void value(@Nullable PathNode node, int depth) {
    int token = json.peek();
    switch (token) {
      case '{' -> object(node, depth);
      case '[' -> array(node, depth);
      case '"' -> string(node);
      case 't' -> word(node, "true", Leaves.BOOLEAN);
      case 'f' -> word(node, "false", Leaves.BOOLEAN);
      case 'n' -> word(node, "null", Leaves.NULL);
      default -> number(node);
    }
  }

  private void descend(int depth) {
    if (depth > MAX_DEPTH) {
      throw json.error("nested deeper than " + MAX_DEPTH, json.at());
    }
  }

  private void object(@Nullable PathNode node, int depth) {
    descend(depth);
    int start = json.at();
    int oddities = json.oddities();
    json.expect('{', "here");
    int mark = seen.mark();
    if (!json.skip('}')) {
      do {
        member(node, depth, mark);
      } while (json.skip(','));
      json.expect('}', "or ',' after a member");
    }
    seen.release(mark);
    if (node != null && node.slot() != PathNode.NO_SLOT) {
      text(node.slot(), start, json.oddities() == oddities);
    }
  }

  private void member(@Nullable PathNode node, int depth, int mark) {
    if (json.peek() != '"') {
      throw json.error("expected a key in quotes", json.at());
    }
    int start = json.at();
    int close = json.string();
    PathNode child = node == null ? null : child(node, start + 1, close);
    json.expect(':', "after a key");
    if (child == PathNode.DOTTED) {
      dotted = true;
      child = null;
    } else if (child != null) {
      if (!seen.add(child, mark)) {
        throw json.error("a key that rules read stands twice in one object", start);
      }
      if (child.slot() != PathNode.NO_SLOT) {
        leaves.reach(child.slot());
      }
    }
    value(child, depth + 1);
  }

  private @Nullable PathNode child(PathNode node, int from, int to) {
    if (!json.escaped()) {
      return node.child(json.bytes(), from, to);
    }
    leaves.reserve(to - from);
    int start = leaves.used();
    int end = JsonStrings.unescape(json.bytes(), from, to, leaves.scratch(), start);
    return node.child(leaves.scratch(), start, end);
  }

  private void array(@Nullable PathNode node, int depth) {
    descend(depth);
    json.expect('[', "here");
    if (json.skip(']')) {
      return;
    }
    do {
      value(node, depth + 1);
    } while (json.skip(','));
    json.expect(']', "or ',' after a value");
  }

  private void string(@Nullable PathNode node) {
    int start = json.at() + 1;
    int close = json.string();
    int slot = node == null ? PathNode.NO_SLOT : node.slot();
    if (slot == PathNode.NO_SLOT && keywordSlot == PathNode.NO_SLOT) {
      return;
    }
    if (!json.escaped()) {
      capture(slot, Leaves.STRING, start, close - start);
      return;
    }
    leaves.reserve(close - start);
    int target = leaves.used();
    int end = JsonStrings.unescape(json.bytes(), start, close, leaves.scratch(), target);
    leaves.use(end);
    capture(slot, Leaves.STRING | Leaves.SCRATCHED, target, end - target);
  }

  private void number(@Nullable PathNode node) {
    int start = json.at();
    json.number();
    capture(node == null ? PathNode.NO_SLOT : node.slot(), Leaves.NUMBER, start, json.at() - start);
  }

  private void word(@Nullable PathNode node, String word, int type) {
    int start = json.at();
    json.word(word);
    capture(node == null ? PathNode.NO_SLOT : node.slot(), type, start, json.at() - start);
  }

  private void capture(int slot, int kind, int offset, int length) {
    if (slot != PathNode.NO_SLOT) {
      leaves.add(slot, kind, offset, length);
    }
    if (keywordSlot != PathNode.NO_SLOT && kind != Leaves.NULL) {
      leaves.add(keywordSlot, kind, offset, length);
    }
  }

  /** An object as a value is its compact text. */
  private void text(int slot, int start, boolean compact) {
    addObject(leaves, slot, json.bytes(), start, json.at(), compact);
  }

  static void addObject(
      Leaves leaves, int slot, byte[] bytes, int start, int end, boolean compact) {
    if (compact) {
      leaves.add(slot, Leaves.OBJECT, start, end - start);
      return;
    }
    leaves.reserve(end - start);
    int target = leaves.used();
    int to = JsonStrings.compact(bytes, start, end, leaves.scratch(), target);
    leaves.use(to);
    leaves.add(slot, Leaves.OBJECT | Leaves.SCRATCHED, target, to - target);
  }
}
