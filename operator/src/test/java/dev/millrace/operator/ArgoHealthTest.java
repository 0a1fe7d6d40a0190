package dev.millrace.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.lib.jse.JsePlatform;

/** The scripts by which Argo CD finds out how healthy resources are, on its own terms. */
class ArgoHealthTest {
  private static final Path DIRECTORY = Path.of("../examples/gitops/argocd/health");
  private static final YAMLMapper YAML = new YAMLMapper();

  @TestFactory
  List<DynamicTest> eachExampleIsAsHealthyAsItSays() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Map.Entry<String, JsonNode> script : cases().properties()) {
      for (Map.Entry<String, JsonNode> example : script.getValue().properties()) {
        tests.add(
            DynamicTest.dynamicTest(
                example.getKey(),
                () -> {
                  LuaValue health = run(script.getKey(), example.getKey());
                  assertThat(health.get("status").tojstring())
                      .isEqualTo(example.getValue().asText());
                  assertThat(health.get("message").isstring()).isTrue();
                }));
      }
    }
    return tests;
  }

  @Test
  void everyExampleIsTried() throws IOException {
    List<String> tried = new ArrayList<>();
    cases().forEach(script -> script.fieldNames().forEachRemaining(tried::add));
    try (Stream<Path> files = Files.list(DIRECTORY.resolve("testdata"))) {
      assertThat(files.map(file -> file.getFileName().toString().replace(".yaml", "")))
          .containsExactlyInAnyOrderElementsOf(tried);
    }
  }

  @Test
  void aMigrationTellsItsStory() throws IOException {
    assertThat(run("migration.lua", "migration-waiting").get("message").tojstring())
        .isEqualTo(
            "Verifying, edge-north → edge-south. WaitingForPromotion:"
                + " The migration waits for a person.");
  }

  private static JsonNode cases() throws IOException {
    return YAML.readTree(DIRECTORY.resolve("health_test.yaml").toFile());
  }

  private static LuaValue run(String script, String example) throws IOException {
    Globals globals = JsePlatform.standardGlobals();
    globals.set(
        "obj", lua(YAML.readTree(DIRECTORY.resolve("testdata/" + example + ".yaml").toFile())));
    return globals.load(Files.readString(DIRECTORY.resolve(script)), script).call();
  }

  private static LuaValue lua(JsonNode node) {
    if (node.isObject()) {
      LuaTable table = new LuaTable();
      node.properties().forEach(field -> table.set(field.getKey(), lua(field.getValue())));
      return table;
    }
    if (node.isArray()) {
      LuaTable table = new LuaTable();
      for (int i = 0; i < node.size(); i++) {
        table.set(i + 1, lua(node.get(i)));
      }
      return table;
    }
    return node.isNumber() ? LuaValue.valueOf(node.asDouble()) : LuaValue.valueOf(node.asText());
  }
}
