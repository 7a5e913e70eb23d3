package io.cairn.cli.print;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows in aligned columns, with a head line. A cell is one line: control characters become spaces,
 * and all but the last column are cut at {@value #WIDEST} characters.
 */
public final class Table {
  static final int WIDEST = 60;

  private final List<List<String>> rows = new ArrayList<>();

  /** A table with these column heads. */
  public Table(String... heads) {
    rows.add(List.of(heads));
  }

  /** Adds a row; there must be as many cells as heads. */
  public Table row(String... cells) {
    if (cells.length != rows.getFirst().size()) {
      throw new IllegalArgumentException(
          cells.length + " cells under " + rows.getFirst().size() + " heads");
    }
    List<String> row = new ArrayList<>();
    for (int i = 0; i < cells.length; i++) {
      row.add(cell(cells[i], i == cells.length - 1));
    }
    rows.add(row);
    return this;
  }

  // A name or agent in an answer was chosen by somebody else: it must not steer the terminal.
  private static String cell(String text, boolean last) {
    String line = plain(text);
    if (line.isEmpty()) {
      return "-";
    }
    return !last && line.length() > WIDEST ? line.substring(0, WIDEST - 1) + "…" : line;
  }

  /** The text without anything that could steer a terminal. */
  public static String plain(String text) {
    return text.replaceAll("[\\p{Cntrl}\\u0080-\\u009f]+", " ").strip();
  }

  /** Whether no row was added. */
  public boolean isEmpty() {
    return rows.size() == 1;
  }

  /** The table, each line with its end. */
  @Override
  public String toString() {
    int[] widths = new int[rows.getFirst().size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).codePointCount(0, row.get(i).length()));
      }
    }
    var text = new StringBuilder();
    for (List<String> row : rows) {
      var line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String cell = row.get(i);
        line.append(cell);
        line.repeat(' ', widths[i] - cell.codePointCount(0, cell.length()) + 2);
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }
}
