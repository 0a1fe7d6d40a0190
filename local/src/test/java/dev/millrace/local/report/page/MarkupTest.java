package dev.millrace.local.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.local.drawing.Element;
import dev.millrace.local.drawing.Style;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class MarkupTest {
  @Property
  void anyTextComesOutAsItWentIn(@ForAll String text) throws Exception {
    StringBuilder page = new StringBuilder();
    Element.of("p").with("title", text).text(text).write(page);
    String expected =
        text.codePoints()
            .map(c -> cannotBeTold(c) ? 0xFFFD : c)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    var paragraph = Pages.parse(page.toString()).getDocumentElement();
    assertThat(paragraph.getTextContent()).isEqualTo(expected);
    assertThat(paragraph.getAttribute("title")).isEqualTo(expected.replaceAll("[\n\t]", " "));
  }

  @Test
  void onlyElementsThatHtmlLeavesOpenAreClosedInPlace() {
    StringBuilder page = new StringBuilder();
    Element.of("div").add(Element.of("br"), Element.of("span")).write(page);
    assertThat(page).hasToString("<div><br /><span></span></div>");
  }

  @Test
  void aSheetThatCouldEndItselfIsRefused() {
    assertThatThrownBy(() -> new Style("a{}</style>")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aRowHasAsManyCellsAsColumns() {
    assertThatThrownBy(() -> Table.of("x").texts("a", "b").row("1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("1 cells, not 2");
  }

  private static boolean cannotBeTold(int c) {
    return (Character.isISOControl(c) && c != '\n' && c != '\t')
        || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)
        || c == 0xFFFE
        || c == 0xFFFF;
  }
}
