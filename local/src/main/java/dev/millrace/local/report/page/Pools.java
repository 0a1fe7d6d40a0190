package dev.millrace.local.report.page;

import dev.millrace.local.drawing.Element;
import dev.millrace.local.drawing.Svg;
import dev.millrace.local.report.RunReport;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which colour and pattern each pool has, the same on the whole page. */
final class Pools {
  private static final int LOOKS = 6;

  private final List<String> names;

  private Pools(List<String> names) {
    this.names = names;
  }

  /** The pools that migrations go from and to, and those that own partitions, as they come. */
  static Pools of(RunReport report) {
    Set<String> names = new LinkedHashSet<>();
    report
        .migrations()
        .forEach(
            migration -> {
              names.add(migration.from().pool());
              names.add(migration.to().pool());
            });
    report
        .timelines()
        .forEach(timeline -> timeline.ownership().forEach(owned -> names.add(owned.pool())));
    return new Pools(new ArrayList<>(names));
  }

  /** A bar in a pool's colour, with its pattern over it. */
  Element bar(String pool, double x, double y, double width, double height) {
    int look = names.indexOf(pool) % LOOKS;
    return Svg.group()
        .add(
            Svg.rect("pool pool-" + look, x, y, width, height),
            Svg.rect("pattern", x, y, width, height).with("fill", "url(#pattern-" + look + ")"));
  }

  /** What the bars are filled with; stands once on a page. */
  static Element patterns() {
    Element patterns = Element.of("defs");
    String[] paths = {
      "",
      "M0 8L8 0M-2 2L2 -2M6 10L10 6",
      "M0 4H8",
      "M0 0L8 8M-2 6L2 10M6 -2L10 2",
      "M4 0V8",
      "M4 2V6M2 4H6"
    };
    for (int i = 0; i < LOOKS; i++) {
      patterns.add(
          Element.of("pattern")
              .with("id", "pattern-" + i)
              .with("width", "8")
              .with("height", "8")
              .with("patternUnits", "userSpaceOnUse")
              .add(Svg.path("stroke", paths[i])));
    }
    return Element.of("svg", "patterns")
        .with("xmlns", "http://www.w3.org/2000/svg")
        .with("width", "0")
        .with("height", "0")
        .with("aria-hidden", "true")
        .add(patterns);
  }
}
