package dev.millrace.local.report.page;

import dev.millrace.local.drawing.Element;
import dev.millrace.local.drawing.Node;
import java.util.ArrayList;
import java.util.List;

/** The few figures that matter most, large, in a row. */
final class Tiles {
  private final List<Node> tiles = new ArrayList<>();

  /** A figure and what it is. */
  Tiles tile(String figure, String what) {
    return tile(figure, what, "");
  }

  /** A figure that should be zero, marked as bad if it is not. */
  Tiles fault(String figure, String what, boolean bad) {
    return tile(figure, what, bad ? " bad" : "");
  }

  private Tiles tile(String figure, String what, String more) {
    tiles.add(
        Element.of("div", "tile" + more)
            .add(Element.of("dt").text(what), Element.of("dd").text(figure)));
    return this;
  }

  Element build() {
    return Element.of("dl", "tiles").add(tiles);
  }
}
