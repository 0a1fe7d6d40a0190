package dev.millrace.local.report.page;

import dev.millrace.local.drawing.Element;
import dev.millrace.local.drawing.Node;
import dev.millrace.local.drawing.Svg;
import dev.millrace.local.drawing.Text;

/** A drawing on the page. */
final class ChartFigure {
  private ChartFigure() {}

  /**
   * A drawing that a screen reader reads as its title and description, with a caption that everyone
   * sees.
   *
   * @param id of this drawing alone
   * @param content all shapes
   */
  static Element of(String id, String title, String description, double height, Node content) {
    return Element.of("figure")
        .add(
            Element.of("figcaption")
                .add(Element.of("strong").text(title), new Text(" " + description)),
            Element.of("div", "scroll")
                .add(Svg.drawing(id, title, description, Frame.WIDTH, height, content)));
  }
}
