package dev.millrace.local.report.page;

import dev.millrace.local.drawing.Element;
import dev.millrace.local.drawing.Svg;
import dev.millrace.local.report.migration.Figures;
import dev.millrace.local.report.migration.OwnershipInterval;
import dev.millrace.local.report.migration.PartitionMove;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Who owned each partition over time, a row each, and where it changed hands. */
final class OwnershipChart {
  private static final double ROW = 30;
  private static final double BAR = 20;
  private static final double TOP = 4;
  private static final double PILL = 15;
  private static final double PADDING = 6;

  private final Pools pools;
  private final TimeScale time;

  OwnershipChart(Pools pools, TimeScale time) {
    this.pools = pools;
    this.time = time;
  }

  Element of(String id, List<OwnershipInterval> ownership, List<PartitionMove> moves) {
    Set<Integer> partitions = new TreeSet<>();
    ownership.forEach(owned -> partitions.add(owned.partition()));
    moves.forEach(move -> partitions.add(move.partition()));
    Element shapes = Svg.group();
    double top = TOP;
    for (int partition : partitions) {
      row(
          shapes,
          top,
          partition,
          ownership.stream().filter(owned -> owned.partition() == partition).toList(),
          moves.stream().filter(move -> move.partition() == partition).toList());
      top += ROW;
    }
    double bottom = top + 2;
    shapes.add(time.axis(bottom));
    return ChartFigure.of(
        id,
        "Owner of each partition.",
        moves.isEmpty()
            ? "Colour and pattern say which pool."
            : "Colour and pattern say which pool; a tick marks where the target opened the"
                + " partition, beside it the gap between the outputs around that moment.",
        bottom + Frame.AXIS,
        shapes);
  }

  private void row(
      Element shapes,
      double top,
      int partition,
      List<OwnershipInterval> ownership,
      List<PartitionMove> moves) {
    double base = top + ROW / 2 + Frame.BASELINE;
    shapes.add(Svg.textBefore("name", Frame.LEFT - Frame.SPACE, base, "partition " + partition));
    if (ownership.isEmpty()) {
      shapes.add(Svg.text("nothing", Frame.LEFT, base, "owner not recorded"));
    }
    ownership.forEach(owned -> owner(shapes, top, owned));
    moves.forEach(move -> opening(shapes, top, move));
  }

  private void owner(Element shapes, double top, OwnershipInterval owned) {
    double left = time.x(owned.fromMillis());
    double width = time.x(owned.untilMillis()) - left;
    shapes.add(pools.bar(owned.pool(), left, top + (ROW - BAR) / 2, width, BAR));
    if (Svg.width(owned.pool()) + 2 * PADDING < width) {
      double base = top + ROW / 2 + Frame.BASELINE;
      shapes.add(
          time.shows(owned.fromMillis()) && left > Frame.LEFT
              ? Svg.textBefore("owner", left + width - PADDING, base, owned.pool())
              : Svg.text("owner", left + PADDING, base, owned.pool()));
    }
  }

  private void opening(Element shapes, double top, PartitionMove move) {
    double base = top + ROW / 2 + Frame.BASELINE;
    if (!move.opened()) {
      shapes.add(Svg.text("small", Frame.RIGHT + 4, base, move.idle() ? "idle" : "not opened"));
      return;
    }
    if (!time.shows(move.openedMillis())) {
      return;
    }
    double x = time.x(move.openedMillis());
    shapes.add(Svg.line("tick", x, top + 1, x, top + ROW - 1));
    String label = label(move);
    double width = Svg.width(label) + 2 * PADDING;
    double left = x + width + PADDING < Frame.RIGHT ? x + PADDING : x - PADDING - width;
    shapes.add(
        Svg.rect("pill", left, top + (ROW - PILL) / 2, width, PILL).with("rx", "7.5"),
        Svg.textAround("figure", left + width / 2, base, label));
  }

  private static String label(PartitionMove move) {
    if (move.idle()) {
      return "idle";
    }
    return move.proof().outputGapMillis() == null
        ? "no output"
        : Figures.millis(move.proof().outputGapMillis());
  }
}
