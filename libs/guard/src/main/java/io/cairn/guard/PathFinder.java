package io.cairn.guard;

import io.cairn.guard.GuardValue.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Finds where in the document a value stands, by looking for the very object. Nothing is stored for
 * values that pass; every scalar of a document is an object of its own.
 */
final class PathFinder {

  /** A place: as items are read, and as a JSON pointer. */
  record Found(String path, String pointer) {}

  private final GuardValue root;
  private final Functions functions;

  PathFinder(GuardValue root, Functions functions) {
    this.root = root;
    this.functions = functions;
  }

  /** The place of a result; the query's own text where the value is not part of the document. */
  Found place(@Nullable Hit hit, Node.Query query, @Nullable Scope scope) {
    if (hit == null) {
      var context = scope == null || query.variable() != null ? null : find(scope.root());
      return new Found(query.text(), context == null ? "" : context.pointer());
    }
    var found = find(hit.value());
    if (found == null) {
      return new Found(query.text(), "");
    }
    var missing = hit.missing();
    if (missing == null) {
      return found.path().isEmpty() ? new Found("the document", "") : found;
    }
    var whole = found.path() + missing;
    return new Found(whole.startsWith(".") ? whole.substring(1) : whole, found.pointer());
  }

  private @Nullable Found find(GuardValue target) {
    var direct = find(root, target, "", "");
    if (direct != null) {
      return direct;
    }
    for (var entry : functions.parsed().entrySet()) {
      var source = find(root, entry.getKey(), "", "");
      if (source != null) {
        // Inside a text that was parsed a pointer ends at the text.
        var inner = find(entry.getValue(), target, source.path(), "");
        if (inner != null) {
          return new Found(inner.path(), source.pointer());
        }
      }
    }
    return null;
  }

  private static @Nullable Found find(
      GuardValue value, GuardValue target, String path, String pointer) {
    if (value == target) {
      return new Found(path, pointer);
    }
    for (int i = 0; i < value.size(); i++) {
      var child = value.child(i);
      if (child == target || child.size() > 0) {
        boolean map = value.is(Kind.MAP);
        var step = map ? value.key(i) : Integer.toString(i);
        var found =
            find(
                child,
                target,
                map ? dotted(path, step) : path + "[" + step + "]",
                pointer + "/" + step.replace("~", "~0").replace("/", "~1"));
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  private static String dotted(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
