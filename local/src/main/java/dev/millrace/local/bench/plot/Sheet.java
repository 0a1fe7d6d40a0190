package dev.millrace.local.bench.plot;

import dev.millrace.local.drawing.Element;
import dev.millrace.local.drawing.Style;
import dev.millrace.local.drawing.Svg;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A chart with its title and what there is to say about it, on white, as a file of its own. */
final class Sheet {
  static final double WIDTH = 920;
  static final double MARGIN = 20;

  /** From the top of a line of text to its base line, of small texts. */
  static final double BASELINE = 4;

  private static final double TITLE_HEIGHT = 22;
  private static final double LINE_HEIGHT = 16;
  private static final double GAP = 10;
  private static final int CHARACTERS_OF_A_LINE = 138;
  private static final String SHEET = sheet();

  private Sheet() {}

  /**
   * The file.
   *
   * @param height of the content
   * @param content whose top is zero
   */
  static String render(String title, String about, double height, Element content) {
    List<String> lines = lines(about);
    Element shapes = Svg.group();
    double top = MARGIN + TITLE_HEIGHT + lines.size() * LINE_HEIGHT + GAP;
    double whole = top + height + MARGIN;
    shapes.add(Element.of("style").add(new Style(SHEET)));
    shapes.add(Svg.rect("paper", 0, 0, WIDTH, whole));
    shapes.add(Svg.text("title", MARGIN, MARGIN + TITLE_HEIGHT / 2, title));
    for (int i = 0; i < lines.size(); i++) {
      double y = MARGIN + TITLE_HEIGHT + (i + 0.7) * LINE_HEIGHT;
      shapes.add(Svg.text("about", MARGIN, y, lines.get(i)));
    }
    shapes.add(content.with("transform", "translate(0 " + Svg.number(top) + ")"));
    StringBuilder file = new StringBuilder();
    Svg.drawing("plot", title, about, WIDTH, whole, shapes).write(file);
    return file.append('\n').toString();
  }

  /** A text in lines that fit. */
  static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.strip().split(" +")) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > CHARACTERS_OF_A_LINE) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    if (!line.isEmpty()) {
      lines.add(line.toString());
    }
    return lines;
  }

  private static String sheet() {
    try (InputStream sheet = Sheet.class.getResourceAsStream("plot.css")) {
      if (sheet == null) {
        throw new IllegalStateException("plot.css is not beside " + Sheet.class);
      }
      return new String(sheet.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
