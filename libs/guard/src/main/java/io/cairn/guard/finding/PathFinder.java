package io.cairn.guard.finding;

import io.cairn.guard.syntax.Node;
import io.cairn.guard.value.Kind;
import io.cairn.guard.value.Value;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds where in the document a value stands, by looking for the very object. Nothing is stored for
 * values that pass; every scalar of a document is an object of its own.
 */
final class PathFinder {

  /** A place: as items are read, and as a JSON pointer. */
  record Found(String path, String pointer) {}

  private final Value root;
  private final IdentityHashMap<Value, Value> parsed;

  PathFinder(Value root, IdentityHashMap<Value, Value> parsed) {
    this.root = root;
    this.parsed = parsed;
  }

  /** The place of a result; the query's own text where the value is not part of the document. */
  Found place(@Nullable Hit hit, Node.Query query, @Nullable Value context) {
    if (hit == null) {
      var found = context == null || query.variable() != null ? null : find(context);
      return new Found(query.text(), found == null ? "" : found.pointer());
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

  private @Nullable Found find(Value target) {
    var direct = find(root, target, "", "");
    if (direct != null) {
      return direct;
    }
    for (var entry : parsed.entrySet()) {
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

  private static @Nullable Found find(Value value, Value target, String path, String pointer) {
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
