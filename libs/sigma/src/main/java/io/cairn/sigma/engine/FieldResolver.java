package io.cairn.sigma.engine;

import io.cairn.regex.Utf8;
import java.util.Arrays;
import java.util.List;

/**
 * Finds fields one by one in an event that is known to be well-formed. Slower than the scanner's
 * single pass, and needed only where a literal key with dots could be what a path means.
 */
final class FieldResolver {
  private final Fields fields;
  private final JsonBytes json;
  private final Leaves leaves;

  FieldResolver(Fields fields, JsonBytes json, Leaves leaves) {
    this.fields = fields;
    this.json = json;
    this.leaves = leaves;
  }

  /**
   * Replaces the slots' values by what they are when the longest literal key wins; keywords stay.
   */
  void resolveAll(byte[] event, int start) {
    leaves.forgetFields(fields.keywordSlot());
    for (int slot = 0; slot < fields.paths().size(); slot++) {
      json.at(start);
      resolve(slot, fields.paths().get(slot).keys(), event);
    }
  }

  private void resolve(int slot, List<String> keys, byte[] event) {
    json.peek();
    int start = json.at();
    switch (event[start]) {
      case '[' -> elements(slot, keys, event);
      case '{' -> {
        if (keys.isEmpty()) {
          addObject(slot, event, start);
        } else {
          members(slot, keys, event, start);
        }
      }
      default -> {
        if (keys.isEmpty()) {
          addScalar(slot, event, start);
        } else {
          skip(event);
        }
      }
    }
  }

  private void elements(int slot, List<String> keys, byte[] event) {
    json.skip('[');
    while (!json.skip(']')) {
      resolve(slot, keys, event);
      json.skip(',');
    }
  }

  private void members(int slot, List<String> keys, byte[] event, int start) {
    for (int length = keys.size(); length > 0; length--) {
      byte[] key = Utf8.encode(String.join(".", keys.subList(0, length)));
      json.at(start);
      if (findMember(key, event)) {
        if (length == keys.size()) {
          leaves.reach(slot);
        }
        resolve(slot, keys.subList(length, keys.size()), event);
        json.at(start);
        break;
      }
    }
    json.at(start);
    skip(event);
  }

  /** Moves to the member's value; a key that stands twice is refused, as the scanner does. */
  private boolean findMember(byte[] key, byte[] event) {
    int found = -1;
    json.skip('{');
    while (!json.skip('}')) {
      json.peek();
      int at = json.at();
      boolean same = isKey(key, event, at + 1, json.string());
      json.skip(':');
      json.peek();
      if (same && found >= 0) {
        throw json.error("a key that rules read stands twice in one object", at);
      }
      found = same ? json.at() : found;
      skip(event);
      json.skip(',');
    }
    if (found >= 0) {
      json.at(found);
    }
    return found >= 0;
  }

  private boolean isKey(byte[] key, byte[] event, int from, int to) {
    leaves.reserve(to - from);
    int start = leaves.used();
    int end = JsonStrings.unescape(event, from, to, leaves.scratch(), start);
    return Arrays.equals(key, 0, key.length, leaves.scratch(), start, end);
  }

  private void addObject(int slot, byte[] event, int start) {
    int oddities = json.oddities();
    skip(event);
    EventScanner.addObject(leaves, slot, event, start, json.at(), json.oddities() == oddities);
  }

  private void addScalar(int slot, byte[] event, int start) {
    skip(event);
    int end = json.at();
    switch (event[start]) {
      case '"' -> {
        leaves.reserve(end - start);
        int from = leaves.used();
        int to = JsonStrings.unescape(event, start + 1, end - 1, leaves.scratch(), from);
        leaves.use(to);
        leaves.add(slot, Leaves.STRING | Leaves.SCRATCHED, from, to - from);
      }
      case 't', 'f' -> leaves.add(slot, Leaves.BOOLEAN, start, end - start);
      case 'n' -> leaves.add(slot, Leaves.NULL, start, end - start);
      default -> leaves.add(slot, Leaves.NUMBER, start, end - start);
    }
  }

  /** Moves behind a value. */
  private void skip(byte[] event) {
    int open = 0;
    do {
      switch (json.peek()) {
        case '{', '[' -> {
          open++;
          json.at(json.at() + 1);
        }
        case '}', ']' -> {
          open--;
          json.at(json.at() + 1);
        }
        case '"' -> json.string();
        case ',', ':' -> json.at(json.at() + 1);
        default -> scalar(event);
      }
    } while (open > 0);
  }

  private void scalar(byte[] event) {
    int at = json.at();
    while (at < event.length
        && event[at] > ' '
        && event[at] != ','
        && event[at] != ']'
        && event[at] != '}') {
      at++;
    }
    json.at(at);
  }
}
