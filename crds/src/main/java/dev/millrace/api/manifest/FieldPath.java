package dev.millrace.api.manifest;

import java.util.regex.Pattern;

/**
 * The path of a field in a resource, written as Kubernetes writes it: {@code
 * spec.stages[0].steps[1].filter}; the key of a map that is no plain word stands in brackets, as in
 * {@code spec.topics[a.b].partitions}.
 */
public final class FieldPath {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");
  private static final FieldPath ROOT = new FieldPath("");

  private final String text;

  private FieldPath(String text) {
    this.text = text;
  }

  /** The resource itself; its text is empty. */
  public static FieldPath root() {
    return ROOT;
  }

  /** The field {@code name} of the resource itself, such as {@code spec}. */
  public static FieldPath of(String name) {
    return ROOT.field(name);
  }

  /** The field or map entry {@code name} of the value at this path. */
  public FieldPath field(String name) {
    if (!PLAIN.matcher(name).matches()) {
      return new FieldPath(text + "[" + name + "]");
    }
    return new FieldPath(text.isEmpty() ? name : text + "." + name);
  }

  /** The element {@code index}, counted from 0, of the list at this path. */
  public FieldPath index(int index) {
    return new FieldPath(text + "[" + index + "]");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FieldPath path && path.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
