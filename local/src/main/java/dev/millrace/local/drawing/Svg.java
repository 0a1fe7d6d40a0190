package dev.millrace.local.drawing;

import java.util.Locale;

/** Shapes of a drawing, whose looks are in a style sheet. */
public final class Svg {
  private static final double CHARACTER_WIDTH = 6.5;

  private Svg() {}

  /** Shapes that belong together. */
  public static Element group() {
    return Element.of("g");
  }

  /** A straight line between two points. */
  public static Element line(String styleClass, double x1, double y1, double x2, double y2) {
    return Element.of("line", styleClass)
        .with("x1", number(x1))
        .with("y1", number(y1))
        .with("x2", number(x2))
        .with("y2", number(y2));
  }

  /** A rectangle by its upper left corner. */
  public static Element rect(String styleClass, double x, double y, double width, double height) {
    return Element.of("rect", styleClass)
        .with("x", number(x))
        .with("y", number(y))
        .with("width", number(width))
        .with("height", number(height));
  }

  /** A circle around a point. */
  public static Element circle(String styleClass, double x, double y, double radius) {
    return Element.of("circle", styleClass)
        .with("cx", number(x))
        .with("cy", number(y))
        .with("r", number(radius));
  }

  /** Whatever a path describes. */
  public static Element path(String styleClass, String path) {
    return Element.of("path", styleClass).with("d", path);
  }

  /**
   * A drawing that a screen reader reads as its title and description.
   *
   * @param id of this drawing alone
   * @param content all shapes
   */
  public static Element drawing(
      String id, String title, String description, double width, double height, Node content) {
    String titleId = id + "-title";
    String descriptionId = id + "-description";
    return Element.of("svg")
        .with("xmlns", "http://www.w3.org/2000/svg")
        .with("viewBox", "0 0 " + number(width) + " " + number(height))
        .with("role", "img")
        .with("aria-labelledby", titleId + " " + descriptionId)
        .add(
            Element.of("title").with("id", titleId).text(title),
            Element.of("desc").with("id", descriptionId).text(description),
            content);
  }

  /** Text that begins at a point. */
  public static Element text(String styleClass, double x, double y, String text) {
    return Element.of("text", styleClass).with("x", number(x)).with("y", number(y)).text(text);
  }

  /** Text that ends at a point. */
  public static Element textBefore(String styleClass, double x, double y, String text) {
    return text(styleClass, x, y, text).with("text-anchor", "end");
  }

  /** Text around a point. */
  public static Element textAround(String styleClass, double x, double y, String text) {
    return text(styleClass, x, y, text).with("text-anchor", "middle");
  }

  /** About how wide a text of the usual size is: there is no font to ask. */
  public static double width(String text) {
    return text.length() * CHARACTER_WIDTH;
  }

  /** A coordinate, to a tenth. */
  public static String number(double coordinate) {
    String text = String.format(Locale.ROOT, "%.1f", coordinate);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
