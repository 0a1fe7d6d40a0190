package dev.millrace.local.drawing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An element with attributes and content, put together step by step: each method changes the
 * element and returns it.
 */
public final class Element implements Node {
  /** What HTML forbids to close with a tag of its own. */
  private static final Set<String> VOID = Set.of("meta", "br", "hr", "col");

  private final String name;
  private final Map<String, String> attributes = new LinkedHashMap<>();
  private final List<Node> content = new ArrayList<>();

  private Element(String name) {
    this.name = name;
  }

  /** An element without a class. */
  public static Element of(String name) {
    return new Element(name);
  }

  /** An element of a class, or of several with blanks between them. */
  public static Element of(String name, String styleClass) {
    return new Element(name).with("class", styleClass);
  }

  /** Sets an attribute. */
  public Element with(String attribute, String value) {
    attributes.put(attribute, value);
    return this;
  }

  /** Adds text. */
  public Element text(String text) {
    content.add(new Text(text));
    return this;
  }

  /** Adds content behind what is there. */
  public Element add(Node... nodes) {
    content.addAll(List.of(nodes));
    return this;
  }

  /** Adds content behind what is there. */
  public Element add(List<? extends Node> nodes) {
    content.addAll(nodes);
    return this;
  }

  @Override
  public void write(StringBuilder to) {
    to.append('<').append(name);
    attributes.forEach(
        (attribute, value) -> {
          to.append(' ').append(attribute).append("=\"");
          Text.escape(value, to);
          to.append('"');
        });
    if (VOID.contains(name)) {
      to.append(" />");
      return;
    }
    to.append('>');
    content.forEach(node -> node.write(to));
    to.append("</").append(name).append('>');
  }
}
