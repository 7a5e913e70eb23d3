package io.cairn.cli.print;

import java.io.Console;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Rows in aligned columns, with a head line. A cell is one line: control characters become spaces.
 * On a terminal all but the last column are cut at {@value #WIDEST} characters; what is piped on or
 * kept in a file is whole.
 */
public final class Table {
  static final int WIDEST = 60;

  private static final boolean TERMINAL =
      Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();

  private final List<List<String>> rows = new ArrayList<>();
  private final boolean cut;

  /** A table with these column heads. */
  public Table(String... heads) {
    this(TERMINAL, heads);
  }

  Table(boolean cut, String... heads) {
    this.cut = cut;
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
      row.add(cell(cells[i], cut && i < cells.length - 1));
    }
    rows.add(row);
    return this;
  }

  // A name or agent in an answer was chosen by somebody else: it must not steer the terminal.
  private static String cell(String text, boolean cut) {
    String line = plain(text);
    if (line.isEmpty()) {
      return "-";
    }
    return cut && line.length() > WIDEST ? line.substring(0, WIDEST - 1) + "…" : line;
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
