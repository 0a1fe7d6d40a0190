package dev.millrace.api.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Every rule of the schema against the files under src/test/resources: a valid one has no problem,
 * an invalid one exactly those that its comments expect. A file of two documents is a change of the
 * first into the second.
 */
class RuleCasesTest {
  private static final Map<String, Kind> KINDS = Kinds.load();
  private static final String EXPECT = "# expect ";

  static List<Path> cases() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/test/resources"))) {
      return files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theSchemaSaysAboutTheFileWhatTheFileExpects(Path file) throws IOException {
    List<Problem> problems = check(file, new CelRules());
    List<String> expected =
        Files.readAllLines(file).stream()
            .filter(line -> line.startsWith(EXPECT))
            .map(line -> line.substring(EXPECT.length()))
            .toList();

    assertThat(expected.isEmpty()).isEqualTo(file.getFileName().toString().startsWith("valid"));
    assertThat(problems).hasSameSizeAs(expected);
    for (String line : expected) {
      assertThat(problems)
          .anySatisfy(p -> assertThat(p.fieldPath() + ": " + p.message()).startsWith(line));
    }
  }

  /** Would catch a rule that no file accepts, and one that nothing can break. */
  @Test
  void everyRuleHasHeldInAValidFileAndFailedInAnInvalidOne() throws IOException {
    Set<Rule> held = new HashSet<>();
    Set<Rule> failed = new HashSet<>();
    CelRules rules = new CelRules();
    for (Path file : cases()) {
      boolean valid = file.getFileName().toString().startsWith("valid");
      check(
          file,
          (rule, self, oldSelf) -> {
            var violation = rules.violation(rule, self, oldSelf);
            if (valid && violation.isEmpty()) {
              held.add(rule);
            } else if (!valid && violation.isPresent()) {
              failed.add(rule);
            }
            return violation;
          });
    }
    Set<Rule> all = new HashSet<>();
    KINDS.values().forEach(kind -> collect(kind.schema(), all));
    assertThat(all).hasSizeGreaterThan(30);
    assertThat(held).as("rules that held").containsExactlyInAnyOrderElementsOf(all);
    assertThat(failed).as("rules that failed").containsExactlyInAnyOrderElementsOf(all);
  }

  private static void collect(Schema schema, Set<Rule> rules) {
    rules.addAll(schema.rules());
    Stream.of(schema.properties().values(), inner(schema))
        .flatMap(Collection::stream)
        .forEach(s -> collect(s, rules));
  }

  private static List<Schema> inner(Schema schema) {
    return Stream.of(schema.values(), schema.items()).filter(Objects::nonNull).toList();
  }

  /** The problems of the last document of the file. */
  private static List<Problem> check(Path file, RuleEvaluator rules) throws IOException {
    List<Problem> problems = new ArrayList<>();
    JsonNode old = null;
    for (Node node : YamlReader.read(file.toString(), Files.readString(file), problems::add)) {
      assertThat(problems).isEmpty();
      Document document = TreeReader.read(file.toString(), node, problems::add).orElseThrow();
      Schema schema = KINDS.get(document.tree().get("kind").asText()).schema();
      new SchemaCheck(rules, document.source(), problems::add).check(schema, document.tree(), old);
      old = document.tree();
    }
    return problems;
  }
}
