package dev.millrace.api.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * One test for each sort of thing that can be wrong in a text: C3-02, bad input is named, not
 * guessed.
 */
class ManifestProblemsTest {
  private static final String POOL =
      "apiVersion: millrace.dev/v1alpha1\nkind: NodePool\nmetadata: {name: a}\nspec:\n  tier: Edge\n";

  /** An edit of a valid pool, the line and field that it spoils, and a part of what is said. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tier: Edge       | tier: edge            |5|spec.tier|One of: Cloud, Edge. Did you mean 'Edge'?",
        "tier: Edge       | teir: Edge            |5|spec.teir|Did you mean 'tier'?",
        "tier: Edge       | teir: Edge            |4|spec.tier|is missing.",
        "tier: Edge       | {tier: Edge, x: 1}    |5|spec.x|Fields: location, nodeSelector, resources",
        "tier: Edge       | tier: 7               |5|spec.tier|is the number 7. Allowed: a text.",
        "tier: Edge       | {tier: Edge, tolerations: {}} |5|spec.tolerations|Allowed: a list.",
        "tier: Edge       | {tier: Edge, location: {latitude: 95, longitude: 0}} |5|spec.location.latitude|at least -90, at most 90",
        "tier: Edge       | {tier: Edge, location: {region: A_b}} |5|spec.location.region|Allowed: lower-case letters",
        "tier: Edge       | {tier: Edge, resources: {cpu: 0}} |5|spec.resources.cpu|Allowed: a text",
        "tier: Edge       | {tier: Edge, resources: {cpu: '0'}} |5|spec.resources.cpu|such as 500m or 2",
        "tier: Edge       | {tier: Edge, tier: Cloud} |5|spec.tier|stands here twice, first at p.yaml:5",
        "tier: Edge       | {tier: Edge, nodeSelector: {a: no}} |5|spec.nodeSelector.a|kubectl reads this as a boolean",
        "tier: Edge       | {tier: Edge, nodeSelector: {y: a}} |5|spec.nodeSelector.y|kubectl reads y as a boolean",
        "tier: Edge       | {tier: Edge, nodeSelector: {a: 012}} |5|spec.nodeSelector.a|as another number",
        "tier: Edge       | {tier: Edge, nodeSelector: {a: !x b}} |5|spec.nodeSelector.a|is no text, number",
        "tier: Edge       | {tier: Edge, nodeSelector: {a: null}} |5|spec.nodeSelector.a|is empty (null)",
        "tier: Edge       | {tier: Edge, nodeSelector: {[b]: a}} |5|spec.nodeSelector|name is not a text",
        "tier: Edge       | {tier: Edge, tolerations: &t [*t]} |5|spec.tolerations[0]|contains itself",
        "kind: NodePool   | kind: NodePol         |2|kind|Did you mean 'NodePool'?",
        "kind: NodePool   | x: y                  |1|kind|is missing. One of: CoapGateway",
        "/v1alpha1        | /v1                   |1|apiVersion|is millrace.dev/v1alpha1",
        "{name: a}        | {name: A}             |3|metadata.name|'A' is not allowed",
        "{name: a}        | {}                    |3|metadata.name|is missing",
        "{name: a}        | {name: a, label: {}}  |3|metadata.label|Did you mean 'labels'?",
        "{name: a}        | {name: a, labels: {a: 1}} |3|metadata.labels.a|put it in quotes",
        "{name: a}        | {name: a, namespace: b} |3|metadata.namespace|whole cluster",
        "metadata:        | status:               |1|metadata|is missing",
      })
  void namesLineFieldAndWhatIsAllowed(String from, String to, int line, String field, String part) {
    String text = POOL.replace(from, to);
    assertThat(text).isNotEqualTo(POOL);

    LoadResult result = Manifests.parse("p.yaml", text);

    assertThat(result.resources()).isEmpty();
    assertThat(result.problems())
        .anySatisfy(
            p -> {
              assertThat(p.location().line()).isEqualTo(line);
              assertThat(p.fieldPath()).isEqualTo(field);
              assertThat(p.message() + " " + p.hint()).contains(part);
            });
  }

  @Test
  void reportsAllProblemsOfAllDocumentsAtOnce() {
    String text =
        POOL.replace("Edge", "edge") + "---\n" + POOL.replace("tier", "teir") + "---\n- 1\n---\n[";

    assertThat(Manifests.parse("p.yaml", text).problems())
        .extracting(p -> p.location().line() + " " + p.fieldPath())
        .containsExactly("5 spec.tier", "10 spec.tier", "11 spec.teir", "13 ", "15 ");
  }

  /** On a cluster one wrong type hides every rule; here only those that look at it. */
  @Test
  void aRuleIsDecidedBesideAFieldThatIsNotSound() {
    String text =
        ManifestsTest.PARKING
            .replace("to: {topic: counts}", "to: {topic: crossings}\n    parallelism: many")
            .replace(
                "pool: edge-north\n    steps",
                "pool: edge-north\n    standby: edge-north\n    steps");

    assertThat(Manifests.parse("p.yaml", text).problems())
        .extracting(Problem::fieldPath)
        .containsExactlyInAnyOrder(
            "spec.stages[0].parallelism", "spec.stages[0].standby", "spec.stages[0].to.topic");
  }

  @Test
  void aNameCanBeTakenOnce() {
    LoadResult result = Manifests.parse("p.yaml", POOL + "---\n" + POOL);

    assertThat(result.resources()).hasSize(1);
    assertThat(ProblemReport.render(result.problems()))
        .contains("p.yaml:9  metadata.name: NodePool a is there twice, first at p.yaml:1.");
  }

  @Test
  void aliasesThatMultiplyAreRefused() {
    String bomb =
        IntStream.range(1, 9)
            .mapToObj(i -> "a" + i + ": &a" + i + " [" + times("*a" + (i - 1), 5) + "]\n")
            .collect(Collectors.joining("", "a0: &a0 [x]\n", ""));

    assertThat(Manifests.parse("p.yaml", bomb).problems())
        .extracting(Problem::message)
        .containsExactly("has more than 100000 values once its aliases (*name) are written out.");
  }

  @Test
  void deepNestingIsRefused() {
    assertThat(Manifests.parse("p.yaml", "[".repeat(100_000)).problems())
        .extracting(Problem::message)
        .containsExactly("has more than 64 lists and maps within each other.");
  }

  @Test
  void noProblemOfASecretShowsAValue() {
    LoadResult result =
        Manifests.parse(
            "p.yaml",
            """
            apiVersion: v1
            kind: Secret
            metadata: {name: keys}
            dat: {a: geheim1}
            data: {b: "geheim2!", c: 9876543}
            stringData: {d: [geheim3], e: geheim4, e: geheim5, f: !x geheim6}
            """);

    assertThat(result.secrets()).isEmpty();
    assertThat(result.problems())
        .extracting(Problem::fieldPath)
        .containsExactly(
            "dat",
            "data.b",
            "data.c",
            "stringData.d",
            "stringData.e",
            "stringData.f",
            "stringData.f");
    assertThat(ProblemReport.render(result.problems())).doesNotContain("geheim", "9876543");
  }

  private static String times(String text, int count) {
    return String.join(",", Collections.nCopies(count, text));
  }
}
