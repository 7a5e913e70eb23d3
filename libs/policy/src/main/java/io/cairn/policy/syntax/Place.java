package io.cairn.policy.syntax;

/**
 * Where something stands in a policy document. Lines and columns count from 1, columns in UTF-16
 * units; the pointer is an RFC 6901 JSON pointer, empty for the document itself.
 *
 * @param line line, from 1
 * @param column column, from 1
 * @param pointer JSON pointer
 */
public record Place(int line, int column, String pointer) {
  @Override
  public String toString() {
    return "line " + line + ", column " + column + (pointer.isEmpty() ? "" : " (" + pointer + ")");
  }
}
