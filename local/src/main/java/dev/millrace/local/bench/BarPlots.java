package dev.millrace.local.bench;

import dev.millrace.local.bench.plot.BarPanel;
import dev.millrace.local.bench.plot.FigureName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/** Rows as bar charts: of each measurement a file, of each figure a panel. */
public final class BarPlots {
  private static final String ABOUT =
      "Bars are medians, lines the range of what was measured in one run; a dashed red line is what"
          + " the figure has to keep to.";

  private BarPlots() {}

  /** Charts of every figure in which contenders differ. */
  public static List<Plot> of(List<Row> rows) {
    Set<String> figures = new LinkedHashSet<>();
    rows.forEach(row -> figures.addAll(row.figures().keySet()));
    return of(rows, figures);
  }

  /** Charts of these figures, as far as contenders differ in them. */
  public static List<Plot> of(List<Row> rows, Set<String> figures) {
    Map<String, List<Row>> byMeasurement = new LinkedHashMap<>();
    for (Row row : rows) {
      byMeasurement.computeIfAbsent(row.measurement(), name -> new ArrayList<>()).add(row);
    }
    List<Plot> plots = new ArrayList<>();
    byMeasurement.forEach(
        (measurement, of) -> {
          List<BarPanel> panels =
              figures.stream()
                  .map(figure -> panel(of, figure))
                  .filter(panel -> says(panel.bars()))
                  .toList();
          if (!panels.isEmpty()) {
            plots.add(new Plot(measurement, BarPanel.render(measurement, ABOUT, panels)));
          }
        });
    return plots;
  }

  /** One bar, or bars of different length: what is alike for all needs no picture. */
  private static boolean says(List<BarPanel.Bar> bars) {
    return bars.size() == 1
        || bars.stream().mapToDouble(BarPanel.Bar::figure).distinct().count() > 1;
  }

  private static BarPanel panel(List<Row> rows, String figure) {
    List<BarPanel.Bar> bars = new ArrayList<>();
    for (Row row : rows) {
      Object value = row.figures().get(figure);
      OptionalDouble bound = row.bound(figure);
      if (value instanceof Samples samples) {
        bars.add(
            new BarPanel.Bar(
                row.contender(),
                samples.median(),
                samples.least(),
                samples.greatest(),
                samples.toString(),
                bound));
      } else if (value instanceof Number number) {
        double one = number.doubleValue();
        bars.add(new BarPanel.Bar(row.contender(), one, one, one, Rendering.number(one), bound));
      }
    }
    String words = FigureName.words(figure);
    return new BarPanel(words, words.replaceFirst("^(usual|theirs|predicted) ", ""), bars);
  }
}
