package io.cairn.trail.ingest;

/** Follows strings and brackets of JSON byte by byte. */
final class Brackets {
  private boolean inString;
  private boolean escaped;
  private int depth;

  /** Begins anew inside {@code depth} brackets, outside of strings. */
  void begin(int startDepth) {
    depth = startDepth;
    inString = false;
    escaped = false;
  }

  boolean inString() {
    return inString;
  }

  int depth() {
    return depth;
  }

  /** Takes the next byte; true when it closes the outermost bracket. */
  boolean closes(byte b) {
    if (inString) {
      string(b);
    } else if (b == '"') {
      inString = true;
    } else if (b == '{' || b == '[') {
      depth++;
    } else if (b == '}' || b == ']') {
      depth--;
      return depth == 0;
    }
    return false;
  }

  private void string(byte b) {
    if (escaped) {
      escaped = false;
    } else if (b == '\\') {
      escaped = true;
    } else if (b == '"') {
      inString = false;
    }
  }
}
