package dev.millrace.local.bench.strategies;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** What the source document's own tables say, in its units and under its circumstances. */
final class Document {
  /** Table 5.2: events a second, state transfer, windows of 50 s. */
  static final Table TRANSFER_BY_RATE =
      Table.of(
          new Column(4000, 8.4092, 14.3473, 22.2043),
          new Column(8000, 15.6176, 15.5558, 24.0900),
          new Column(12000, 28.4859, 21.4732, 27.7425),
          new Column(16000, 34.2214, 23.1460, 29.7037),
          new Column(20000, 35.8466, 24.2572, 31.3377));

  /** Table 5.3: seconds of the window, state transfer, 10,000 events a second. */
  static final Table TRANSFER_BY_WINDOW =
      Table.of(
          new Column(10, 16.9735, 15.0051, 22.7737),
          new Column(50, 20.8340, 19.3445, 25.5430),
          new Column(100, 19.6761, 18.8632, 25.1449),
          new Column(200, 21.5106, 19.6695, 25.8712),
          new Column(400, 19.6412, 19.4383, 25.8071));

  /** Table 6.6: events a second, windows of 2 s, S = 5; least, greatest, median seconds. */
  static final Table MOVE_BY_RATE =
      Table.of(
          new Column(50, 19.728, 38.262, 22.2885),
          new Column(100, 20.529, 35.736, 22.4055),
          new Column(200, 19.788, 43.908, 22.1615),
          new Column(400, 20.026, 50.615, 24.0365),
          new Column(800, 19.888, 50.057, 22.3063),
          new Column(1600, 18.337, 51.698, 22.4145));

  /** Table 6.7: seconds of the window, 100 events a second, S = 5. */
  static final Table MOVE_BY_WINDOW =
      Table.of(
          new Column(1, 18.432, 25.372, 19.2690),
          new Column(3, 19.093, 26.443, 21.3075),
          new Column(6, 23.464, 32.007, 24.1110),
          new Column(9, 26.889, 37.057, 27.4705),
          new Column(12, 29.753, 47.928, 30.3205),
          new Column(15, 31.823, 52.932, 48.2420));

  /** Table 6.8: S, 100 events a second, windows of 2 s. */
  static final Table MOVE_BY_FACTOR =
      Table.of(
          new Column(0, 21.539, 57.529, 40.8055),
          new Column(2, 20.015, 53.819, 24.0265),
          new Column(4, 19.573, 49.888, 22.0040),
          new Column(6, 19.864, 28.091, 21.9180),
          new Column(8, 20.173, 29.408, 21.9585),
          new Column(10, 19.584, 25.706, 22.0435));

  /** Table 6.9: events a second, windows of 15 s, S = 10; baseline, synchronisation, total. */
  static final Table SPLIT_BY_RATE =
      Table.of(
          new Column(100, 18.276, 14.569, 32.844),
          new Column(200, 18.680, 15.034, 33.715),
          new Column(300, 18.055, 14.920, 32.974),
          new Column(400, 18.680, 14.937, 33.617),
          new Column(500, 18.320, 16.334, 34.655),
          new Column(600, 18.601, 18.011, 36.612),
          new Column(700, 19.063, 20.558, 39.621),
          new Column(800, 19.070, 25.642, 44.713),
          new Column(900, 19.066, 26.935, 46.002),
          new Column(1000, 18.762, 32.065, 50.827));

  private Document() {}

  /**
   * A column of a table.
   *
   * @param at what was changed
   * @param first figure of the column
   * @param second figure
   * @param third figure
   */
  record Column(int at, double first, double second, double third) {}

  /** A table. */
  record Table(List<Column> columns) {
    static Table of(Column... columns) {
      return new Table(List.of(columns));
    }

    /**
     * The column for a circumstance.
     *
     * @throws IllegalArgumentException if the document has none
     */
    Column at(int circumstance) {
      return columns.stream()
          .filter(column -> column.at() == circumstance)
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException("no column for " + circumstance));
    }

    /** The trend of one of its figures. */
    Trend trend(ToDoubleFunction<Column> figure) {
      return Trend.of(
          columns.stream().mapToDouble(Column::at).toArray(),
          columns.stream().mapToDouble(figure).toArray());
    }
  }
}
