package dev.millrace.local.report.page;

import dev.millrace.local.drawing.Element;
import dev.millrace.local.drawing.Node;
import dev.millrace.local.drawing.Text;
import java.util.ArrayList;
import java.util.List;

/** A table with a caption, which stays in sight while a wide table scrolls below it. */
final class Table {
  /** What stands for a figure that does not exist. */
  static final String NONE = "–";

  private final String caption;
  private final List<Boolean> numeric = new ArrayList<>();
  private final List<Node> headers = new ArrayList<>();
  private final List<Node> rows = new ArrayList<>();

  private Table(String caption) {
    this.caption = caption;
  }

  static Table of(String caption) {
    return new Table(caption);
  }

  /** A column of texts. */
  Table texts(String... names) {
    return columns(false, names);
  }

  /** A column of figures, aligned right. */
  Table numbers(String... names) {
    return columns(true, names);
  }

  private Table columns(boolean figures, String... names) {
    for (String name : names) {
      numeric.add(figures);
      headers.add(Element.of("th", figures ? "n" : "t").with("scope", "col").text(name));
    }
    return this;
  }

  /** A row of texts, as many as there are columns; the first is its head. */
  Table row(String... cells) {
    List<Node> nodes = new ArrayList<>();
    for (String cell : cells) {
      nodes.add(new Text(cell));
    }
    return row(nodes);
  }

  /** A row, with as many cells as there are columns; the first is its head. */
  Table row(List<Node> cells) {
    if (cells.size() != numeric.size()) {
      throw new IllegalArgumentException(cells.size() + " cells, not " + numeric.size());
    }
    Element row = Element.of("tr");
    for (int i = 0; i < cells.size(); i++) {
      Element cell = i == 0 ? Element.of("th").with("scope", "row") : Element.of("td");
      row.add(cell.with("class", numeric.get(i) ? "n" : "t").add(cells.get(i)));
    }
    rows.add(row);
    return this;
  }

  Element build() {
    return Element.of("figure", "table")
        .add(
            Element.of("figcaption").text(caption),
            Element.of("div", "scroll")
                .add(
                    Element.of("table")
                        .add(
                            Element.of("thead").add(Element.of("tr").add(headers)),
                            Element.of("tbody").add(rows))));
  }
}
