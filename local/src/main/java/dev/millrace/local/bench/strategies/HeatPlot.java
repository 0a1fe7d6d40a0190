package dev.millrace.local.bench.strategies;

import dev.millrace.local.bench.Plot;
import dev.millrace.local.bench.Row;
import dev.millrace.local.bench.plot.HeatMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** The rows of one setting as a heat map. */
final class HeatPlot {
  private static final double ALL_PERCENT = 100;
  private static final double TENFOLD = 10;

  private HeatPlot() {}

  /** The chart; a row for each window, in the order of {@link HeatMapMeasurement#WINDOWS}. */
  static Plot of(HeatSetting setting, String name, List<Row> rows) {
    Map<HeatMap.Place, HeatMap.Cell> cells = new LinkedHashMap<>();
    for (int row = 0; row < rows.size(); row++) {
      for (int column = 0; column < HeatMapMeasurement.RATES.size(); column++) {
        String figure = HeatMapMeasurement.figure(HeatMapMeasurement.RATES.get(column));
        cells.put(
            new HeatMap.Place(column, row), cell(setting, rows.get(row).figures().get(figure)));
      }
    }
    String what = setting.share() ? "Share of runs that synchronise" : "Time until synchronised";
    String about =
        setting.share()
            ? "percent of the runs that synchronise within 1,000 s."
            : "median seconds from the target's start, cut off at 1,000 s.";
    return new Plot(
        name,
        HeatMap.render(
            what + ": " + setting.title(),
            "Simulated with the monitor that really decides: S = 30, " + about,
            "records per second",
            HeatMapMeasurement.RATES.stream()
                .map(rate -> String.format(Locale.ROOT, "%,d", rate))
                .toList(),
            "window",
            HeatMapMeasurement.WINDOWS.stream().map(window -> window + " s").toList(),
            cells,
            setting.share()
                ? new HeatMap.Scale(1, ALL_PERCENT)
                : new HeatMap.Scale(1, HeatMapMeasurement.CUT_OFF_SECONDS),
            setting.share()
                ? "none of the runs"
                : "more than half of the runs not within 1,000 s"));
  }

  private static HeatMap.Cell cell(HeatSetting setting, Object value) {
    if (value instanceof Number number) {
      double figure = number.doubleValue();
      String text = String.format(Locale.ROOT, figure < TENFOLD ? "%.1f" : "%.0f", figure);
      return new HeatMap.Cell(OptionalDouble.of(figure), text + (setting.share() ? " %" : ""));
    }
    return new HeatMap.Cell(OptionalDouble.empty(), "–");
  }
}
