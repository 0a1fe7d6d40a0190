package dev.millrace.local.report.page;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Pages as an XML parser reads them. */
final class Pages {
  private Pages() {}

  static Document parse(String page) throws Exception {
    DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
    builder.setErrorHandler(null);
    return builder.parse(new InputSource(new StringReader(page)));
  }

  /** What stands between tags, each text by itself. */
  static Set<String> texts(Node node) {
    Set<String> texts = new HashSet<>();
    if (node.getNodeType() == Node.TEXT_NODE) {
      texts.add(node.getTextContent().strip());
    }
    for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
      texts.addAll(texts(child));
    }
    return texts;
  }

  static List<String> attributes(Document page, String name) {
    List<String> values = new ArrayList<>();
    NodeList elements = page.getElementsByTagName("*");
    for (int i = 0; i < elements.getLength(); i++) {
      Element element = (Element) elements.item(i);
      if (element.hasAttribute(name)) {
        values.add(element.getAttribute(name));
      }
    }
    return values;
  }

  static Element byId(Document page, String id) {
    NodeList elements = page.getElementsByTagName("*");
    for (int i = 0; i < elements.getLength(); i++) {
      Element element = (Element) elements.item(i);
      if (element.getAttribute("id").equals(id)) {
        return element;
      }
    }
    throw new AssertionError("nothing has the id " + id);
  }
}
