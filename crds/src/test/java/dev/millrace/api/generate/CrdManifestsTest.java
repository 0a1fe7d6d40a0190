package dev.millrace.api.generate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The checked-in CRDs: current, small, described and bounded. */
class CrdManifestsTest {
  private static final Path DIRECTORY = Path.of("manifests");
  private static final ObjectMapper YAML = new YAMLMapper();

  @Test
  void theManifestsAreCurrent() throws IOException {
    Map<String, String> checkedIn = new TreeMap<>();
    try (Stream<Path> files = Files.list(DIRECTORY)) {
      for (Path file : files.toList()) {
        checkedIn.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    assertThat(checkedIn)
        .as("after a change of the types run: mvn -q -pl crds compile exec:exec")
        .isEqualTo(CrdManifests.generate());
  }

  @Test
  void eachIsUnder64Kilobytes() {
    CrdManifests.generate()
        .forEach(
            (name, text) ->
                assertThat(text.getBytes(StandardCharsets.UTF_8).length)
                    .as(name)
                    .isLessThan(64 * 1024));
  }

  @Test
  void everyFieldIsDescribed() throws IOException {
    List<String> silent = new ArrayList<>();
    for (Map.Entry<String, JsonNode> schema : schemas().entrySet()) {
      undescribed(schema.getValue(), schema.getKey(), silent);
    }
    assertThat(silent).isEmpty();
  }

  /** The API server multiplies a rule's worst case by these bounds and refuses what has none. */
  @Test
  void everyTextListAndMapOfASpecIsBounded() throws IOException {
    List<String> unbounded = new ArrayList<>();
    for (Map.Entry<String, JsonNode> schema : schemas().entrySet()) {
      unbounded(schema.getValue().at("/properties/spec"), schema.getKey() + ".spec", unbounded);
    }
    assertThat(unbounded).isEmpty();
  }

  /** kubectl reads YAML 1.1, where the field on of a join is a boolean unless it is quoted. */
  @Test
  void aReaderOfYaml11SeesEveryFieldName() throws IOException {
    for (Path file : files()) {
      Object old = new org.yaml.snakeyaml.Yaml().load(Files.readString(file));
      assertThat(YAML.<JsonNode>valueToTree(old)).isEqualTo(YAML.readTree(file.toFile()));
    }
  }

  /** Server-side apply keys the rules of a schema by their text. */
  @Test
  void noRuleStandsTwiceInOnePlace() throws IOException {
    for (JsonNode schema : schemas().values()) {
      for (JsonNode rules : schema.findValues("x-kubernetes-validations")) {
        assertThat(rules.findValuesAsText("rule")).doesNotHaveDuplicates();
      }
    }
  }

  private static void undescribed(JsonNode schema, String path, List<String> found) {
    for (Map.Entry<String, JsonNode> field : schema.path("properties").properties()) {
      String at = path + "." + field.getKey();
      if (field.getValue().path("description").asText().isBlank()) {
        found.add(at);
      }
      undescribed(field.getValue(), at, found);
    }
    for (String inner : List.of("items", "additionalProperties")) {
      if (schema.has(inner)) {
        undescribed(schema.get(inner), path + "[]", found);
      }
    }
  }

  private static void unbounded(JsonNode schema, String path, List<String> found) {
    String bound =
        switch (schema.path("type").asText()) {
          case "string" -> schema.has("enum") ? "enum" : "maxLength";
          case "array" -> "maxItems";
          case "object" -> schema.has("additionalProperties") ? "maxProperties" : "type";
          default -> "description";
        };
    if (!schema.has(bound)) {
      found.add(path + " has no " + bound);
    }
    schema
        .path("properties")
        .properties()
        .forEach(field -> unbounded(field.getValue(), path + "." + field.getKey(), found));
    for (String inner : List.of("items", "additionalProperties")) {
      if (schema.has(inner)) {
        unbounded(schema.get(inner), path + "[]", found);
      }
    }
  }

  private static Map<String, JsonNode> schemas() throws IOException {
    Map<String, JsonNode> schemas = new TreeMap<>();
    for (Path file : files()) {
      JsonNode spec = YAML.readTree(file.toFile()).path("spec");
      schemas.put(spec.at("/names/kind").asText(), spec.at("/versions/0/schema/openAPIV3Schema"));
    }
    assertThat(schemas).hasSize(5);
    return schemas;
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(DIRECTORY)) {
      return files.sorted().toList();
    }
  }
}
