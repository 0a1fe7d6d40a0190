package dev.millrace.local.bench.strategies;

import dev.millrace.local.bench.Row;
import java.util.List;

/**
 * A table of the document beside ours.
 *
 * @param table its figures
 * @param scale our circumstance times this is the document's
 * @param figures names of the three figures of a column
 */
record Theirs(Document.Table table, double scale, List<String> figures) {
  static final String MEDIAN = "theirsSeconds";
  private static final List<String> RANGE =
      List.of("theirsLeastSeconds", "theirsGreatestSeconds", MEDIAN);

  /** Least, greatest and median seconds of a whole migration. */
  static Theirs range(Document.Table table) {
    return new Theirs(table, 1, RANGE);
  }

  /** Adds the document's column for a circumstance of ours. */
  Row quote(Row row, double ours) {
    Document.Column column = table.at((int) Math.round(ours * scale));
    return row.with(figures.get(0), column.first())
        .with(figures.get(1), column.second())
        .with(figures.get(2), column.third());
  }
}
