package io.cairn.sigma.engine;

import io.cairn.sigma.expression.FieldPath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the values of a few fields from events, as rules see them: strings unescaped, numbers and
 * booleans as written; null is no value. Belongs to one thread.
 */
public final class FieldReader {
  private final List<FieldPath> paths;
  private final Leaves leaves;
  private final CompactScanner scanner;
  private final EventScanner thorough;

  /** For fields by their names. */
  public FieldReader(Collection<String> names) {
    paths = names.stream().distinct().map(FieldPath::new).toList();
    var fields = new Fields(paths, PathNode.root(paths), PathNode.NO_SLOT);
    leaves = new Leaves(fields.slots());
    scanner = new CompactScanner(fields, leaves);
    thorough = new EventScanner(fields, leaves);
  }

  /**
   * The values by field; fields without any are left out.
   *
   * @throws io.cairn.sigma.MalformedEventException where the event is not one JSON object
   */
  public Map<String, List<String>> read(byte[] event, int offset, int length) {
    if (!scanner.scan(event, offset, length)) {
      thorough.scan(scanner.bytes(), 0, length);
    }
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (int slot = 0; slot < paths.size(); slot++) {
      var found = new ArrayList<String>();
      for (int leaf = leaves.first(slot); leaf != Leaves.NONE; leaf = leaves.next(leaf)) {
        if (leaves.type(leaf) != Leaves.NULL) {
          found.add(leaves.text(leaf));
        }
      }
      if (!found.isEmpty()) {
        values.put(paths.get(slot).name(), found);
      }
    }
    return values;
  }
}
