package dev.millrace.api.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Makes a tree as JSON has it of one YAML document, and remembers where everything stands. Used
 * once.
 */
final class TreeReader {
  /** Values in a document once its aliases are written out. */
  static final int MAX_VALUES = 100_000;

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final String file;
  private final Consumer<Problem> problems;
  private final Map<String, Location> places = new HashMap<>();
  private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());
  private int values;

  private TreeReader(String file, Consumer<Problem> problems) {
    this.file = file;
    this.problems = problems;
  }

  /** The document, or nothing if it is so large that nothing more can be said. */
  static Optional<Document> read(String file, Node root, Consumer<Problem> problems) {
    TreeReader reader = new TreeReader(file, problems);
    Location start = reader.locate(root);
    JsonNode tree = reader.value(root, FieldPath.root());
    if (reader.values > MAX_VALUES) {
      problems.accept(
          Problem.in(
              start,
              "has more than " + MAX_VALUES + " values once its aliases (*name) are written out.",
              ""));
      return Optional.empty();
    }
    return Optional.of(new Document(tree, new SourceMap(start, reader.places)));
  }

  private JsonNode value(Node node, FieldPath path) {
    values++;
    if (values > MAX_VALUES) {
      return JSON.nullNode();
    }
    if (node instanceof ScalarNode scalar) {
      return scalar(scalar, path);
    }
    if (!open.add(node)) {
      report(node, path, "contains itself by an alias.", "Write it out.");
      return JSON.nullNode();
    }
    JsonNode value =
        node instanceof MappingNode mapping
            ? object(mapping, path)
            : list((SequenceNode) node, path);
    open.remove(node);
    return value;
  }

  private JsonNode list(SequenceNode node, FieldPath path) {
    ArrayNode list = JSON.arrayNode();
    for (Node element : node.getValue()) {
      FieldPath at = path.index(list.size());
      places.putIfAbsent(at.toString(), locate(element));
      list.add(value(element, at));
    }
    return list;
  }

  private JsonNode object(MappingNode node, FieldPath path) {
    ObjectNode object = JSON.objectNode();
    for (NodeTuple entry : node.getValue()) {
      Node keyNode = entry.getKeyNode();
      if (!(keyNode instanceof ScalarNode key) || !isName(key)) {
        report(keyNode, path, "has a field whose name is not a text.", "Put it in quotes.");
        continue;
      }
      FieldPath at = path.field(key.getValue());
      checkYaml11(key, at, key.getValue());
      if (object.has(key.getValue())) {
        String first = places.get(at.toString()).toString();
        report(keyNode, at, "stands here twice, first at " + first + ".", "Remove one.");
        continue;
      }
      places.putIfAbsent(at.toString(), locate(keyNode));
      object.set(key.getValue(), value(entry.getValueNode(), at));
    }
    return object;
  }

  private static boolean isName(ScalarNode key) {
    return key.getTag().equals(Tag.STR) || key.getTag().equals(Tag.INT);
  }

  private JsonNode scalar(ScalarNode node, FieldPath path) {
    checkYaml11(node, path, "this");
    Optional<JsonNode> value = Scalars.read(node);
    if (value.isEmpty()) {
      report(node, path, "is no text, number, true, false or null.", "Put a text in quotes.");
    }
    return value.orElseGet(JSON::nullNode);
  }

  /** Names the text only if it is a field's name: a value might be a secret. */
  private void checkYaml11(ScalarNode node, FieldPath path, String shown) {
    if (node.getScalarStyle() == ScalarStyle.PLAIN) {
      Yaml11.differs(node.getValue())
          .ifPresent(
              other ->
                  report(
                      node,
                      path,
                      "without quotes kubectl reads " + shown + " as " + other + " (YAML 1.1).",
                      "Put it in quotes."));
    }
  }

  private void report(Node node, FieldPath path, String message, String hint) {
    problems.accept(new Problem(locate(node), path.toString(), message, hint, "", 0));
  }

  private Location locate(Node node) {
    return YamlReader.location(file, node.getStartMark());
  }
}
