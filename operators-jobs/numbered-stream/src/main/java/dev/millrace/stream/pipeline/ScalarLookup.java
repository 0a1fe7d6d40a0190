package dev.millrace.stream.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.api.manifest.Resource;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds what a resource has in a field, so that a message can quote it. */
final class ScalarLookup {
  /** A name, or an index or key in brackets. */
  private static final Pattern STEP = Pattern.compile("\\[([^\\]]*)\\]|([^.\\[]+)");

  private final JsonNode spec;

  ScalarLookup(Resource<?> resource) {
    this.spec = new ObjectMapper().valueToTree(resource.spec());
  }

  /** The text at a path that begins with {@code spec}; empty if there is no text. */
  String text(String fieldPath) {
    Matcher step = STEP.matcher(fieldPath);
    if (!step.find() || !step.group().equals("spec")) {
      return "";
    }
    JsonNode node = spec;
    while (step.find()) {
      String name = step.group(1) == null ? step.group(2) : step.group(1);
      node = node.isArray() ? node.path(index(name)) : node.path(name);
    }
    return node.isTextual() ? node.textValue() : "";
  }

  private static int index(String text) {
    return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
  }
}
