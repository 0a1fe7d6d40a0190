package dev.millrace.local.progress;

import java.util.ArrayList;
import java.util.List;

/** Lines of cells, each column as wide as its widest cell. */
final class Columns {
  private static final String GAP = "  ";

  private final boolean[] rightAligned;
  private final List<String[]> rows = new ArrayList<>();

  /** Columns that are aligned right where the letter is {@code r}, else left. */
  Columns(String alignment) {
    rightAligned = new boolean[alignment.length()];
    for (int i = 0; i < rightAligned.length; i++) {
      rightAligned[i] = alignment.charAt(i) == 'r';
    }
  }

  void row(String... cells) {
    if (cells.length != rightAligned.length) {
      throw new IllegalArgumentException(cells.length + " cells, not " + rightAligned.length);
    }
    rows.add(cells);
  }

  List<String> lines() {
    int[] widths = new int[rightAligned.length];
    for (String[] row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
    }
    List<String> lines = new ArrayList<>();
    for (String[] row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String padding = " ".repeat(widths[i] - row[i].length());
        line.append(i == 0 ? "" : GAP);
        line.append(rightAligned[i] ? padding + row[i] : row[i] + padding);
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }
}
