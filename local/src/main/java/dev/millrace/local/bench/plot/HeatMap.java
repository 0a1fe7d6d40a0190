package dev.millrace.local.bench.plot;

import dev.millrace.local.drawing.Element;
import dev.millrace.local.drawing.Svg;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * A figure for every pair of two circumstances, dark where it is great, on a logarithmic scale;
 * white where there is none.
 */
public final class HeatMap {
  private static final double LEFT = 96;
  private static final double TOP = 26;
  private static final double CELL_HEIGHT = 36;
  private static final double FOOT = 86;
  private static final int LOOKS = 7;
  private static final int FIRST_DARK = 3;
  private static final double LEGEND_CELL = 46;

  private HeatMap() {}

  /**
   * A cell.
   *
   * @param figure more than zero, empty if there is none
   * @param text for people
   */
  public record Cell(OptionalDouble figure, String text) {}

  /**
   * A pair of circumstances.
   *
   * @param column from 0 on, from the left
   * @param row from 0 on, from below
   */
  public record Place(int column, int row) {}

  /**
   * What the lightest and the darkest look stand for, so that several maps can be compared.
   *
   * @param least more than zero
   * @param greatest more than the least
   */
  public record Scale(double least, double greatest) {}

  /**
   * The file.
   *
   * @param across what changes from left to right, and its unit
   * @param up what changes upwards, and its unit
   * @param never what a white cell means
   */
  public static String render(
      String title,
      String about,
      String across,
      List<String> columns,
      String up,
      List<String> rows,
      Map<Place, Cell> cells,
      Scale scale,
      String never) {
    double width = (Sheet.WIDTH - Sheet.MARGIN - LEFT) / columns.size();
    double bottom = TOP + rows.size() * CELL_HEIGHT;
    Axis heat = new Axis(scale.least(), scale.greatest(), true, 0, LOOKS - 1e-6);
    Element content = Svg.group();
    content.add(Svg.text("heading", Sheet.MARGIN, TOP - 12, up));
    for (int row = 0; row < rows.size(); row++) {
      double y = bottom - (row + 0.5) * CELL_HEIGHT + Sheet.BASELINE;
      content.add(Svg.textBefore("small", LEFT - 10, y, rows.get(row)));
    }
    for (int column = 0; column < columns.size(); column++) {
      double x = LEFT + (column + 0.5) * width;
      content.add(Svg.textAround("small", x, bottom + 16, columns.get(column)));
    }
    content.add(Svg.textAround("heading", LEFT + width * columns.size() / 2, bottom + 36, across));
    cells.forEach(
        (place, cell) -> {
          double x = LEFT + place.column() * width;
          double y = bottom - (place.row() + 1) * CELL_HEIGHT;
          content.add(draw(cell, x, y, width, heat));
        });
    content.add(legend(heat, never, bottom + 54));
    return Sheet.render(title, about, bottom + FOOT, content);
  }

  private static Element draw(Cell cell, double x, double y, double width, Axis heat) {
    Element shapes = Svg.group();
    String look = "never";
    String ink = "small";
    if (cell.figure().isPresent()) {
      int of = (int) heat.at(cell.figure().getAsDouble());
      look = "cell heat-" + of;
      ink = of >= FIRST_DARK ? "light" : "figure";
    }
    shapes.add(Svg.rect(look, x, y, width, CELL_HEIGHT));
    return shapes.add(
        Svg.textAround(ink, x + width / 2, y + CELL_HEIGHT / 2 + Sheet.BASELINE, cell.text()));
  }

  private static Element legend(Axis heat, String never, double y) {
    Element legend = Svg.group();
    for (int look = 0; look < LOOKS; look++) {
      double x = LEFT + look * LEGEND_CELL;
      legend.add(Svg.rect("cell heat-" + look, x, y, LEGEND_CELL, 12));
    }
    double end = LEFT + LOOKS * LEGEND_CELL;
    legend.add(Svg.text("small", LEFT, y + 26, figure(heat.least())));
    legend.add(Svg.textBefore("small", end, y + 26, figure(heat.greatest())));
    legend.add(Svg.rect("never", end + 30, y, LEGEND_CELL, 12));
    return legend.add(Svg.text("small", end + 84, y + 10, never));
  }

  private static String figure(double value) {
    return String.format(Locale.ROOT, value >= 100 ? "%,.0f" : "%.1f", value);
  }
}
