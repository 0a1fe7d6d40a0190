package dev.millrace.api.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.FieldType;
import dev.millrace.api.ListenerSpec;
import dev.millrace.api.NodePoolSpec;
import dev.millrace.api.StageSpec;
import dev.millrace.api.StreamPipelineSpec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a valid manifest becomes. */
class ManifestsTest {
  static final String PARKING =
      """
      apiVersion: millrace.dev/v1alpha1
      kind: NodePool
      metadata: {name: edge-north}
      spec: {tier: Edge}
      ---
      # the gates
      apiVersion: millrace.dev/v1alpha1
      kind: CoapGateway
      metadata: {name: gates, namespace: site}
      spec:
        pool: edge-north
        kafka: {bootstrapServers: "kafka:9092"}
        listeners:
        - {protocol: coap, port: 5683}
        resources:
        - path: /lots/{lot}/gates/{gate}
          topic: crossings
      ---
      apiVersion: millrace.dev/v1alpha1
      kind: StreamPipeline
      metadata: {name: parking}
      spec:
        kafka: {bootstrapServers: "kafka:9092"}
        topics:
          crossings: {partitions: 8, fields: {lot: string, gate: string, at: int}}
          counts: {}
        stages:
        - name: count
          from: crossings
          pool: edge-north
          steps:
          - filter: value.lot != ''
          to: {topic: counts}
      ---
      apiVersion: v1
      kind: Secret
      metadata: {name: gate-keys}
      data: {gate-1: c2VjcmV0, gate-2: b3RoZXI=}
      stringData: {gate-2: hunter2}
      """;

  @Test
  void everyKindBecomesItsRecordWithItsDefaults() {
    LoadResult result = Manifests.parse("parking.yaml", PARKING);

    assertThat(result.problems()).isEmpty();
    assertThat(result.ok()).isTrue();
    Resource<NodePoolSpec> pool = result.pools().getFirst();
    assertThat(pool.name()).isEqualTo("edge-north");
    assertThat(pool.namespace()).isEmpty();
    assertThat(pool.spec().tier()).isEqualTo(NodePoolSpec.Tier.Edge);

    var gateway = result.gateways().getFirst();
    assertThat(gateway.namespace()).isEqualTo("site");
    assertThat(gateway.spec().listeners().getFirst().protocol())
        .isEqualTo(ListenerSpec.Protocol.coap);
    assertThat(gateway.spec().limits().processingDelay()).isEqualTo("1s");
    assertThat(gateway.spec().resources().getFirst().formats()).contains("application/cbor");

    Resource<StreamPipelineSpec> pipeline = result.pipelines().getFirst();
    assertThat(pipeline.namespace()).isEqualTo("default");
    assertThat(pipeline.spec().topics().get("counts").partitions()).isEqualTo(1);
    StageSpec stage = pipeline.spec().stages().getFirst();
    assertThat(stage.delivery()).isEqualTo(StageSpec.Delivery.Numbered);
    assertThat(stage.engine()).isNull();
    assertThat(result.fleets()).isEmpty();
    assertThat(result.migrations()).isEmpty();
  }

  /** A cluster hands out maps sorted; a local run must not write its fields in another order. */
  @Test
  void mapsAreInTheOrderOfACluster() {
    var topics = Manifests.parse("p.yaml", PARKING).pipelines().getFirst().spec().topics();

    assertThat(topics.keySet()).containsExactly("counts", "crossings");
    assertThat(topics.get("crossings").fields().keySet()).containsExactly("at", "gate", "lot");
    assertThat(topics.get("crossings").fields().get("at")).isEqualTo(FieldType.INT);
  }

  @Test
  void theSourceOfEveryFieldIsKnown() {
    SourceMap source = Manifests.parse("p.yaml", PARKING).pipelines().getFirst().source();

    assertThat(source.start()).isEqualTo(new Location("p.yaml", 19, 1));
    assertThat(source.locate("spec.stages[0].steps[0].filter"))
        .isEqualTo(new Location("p.yaml", 32, 7));
    assertThat(source.locate("spec.topics.crossings.fields.gate"))
        .isEqualTo(new Location("p.yaml", 25, 54));
    assertThat(source.locate("spec.stages[0]").line()).isEqualTo(28);
  }

  @Test
  void aSecretHasItsValuesAndNeverShowsThem() {
    Resource<SecretResource> secret = Manifests.parse("p.yaml", PARKING).secrets().getFirst();

    assertThat(text(secret.spec(), "gate-1")).isEqualTo("secret");
    assertThat(text(secret.spec(), "gate-2")).isEqualTo("hunter2");
    assertThat(secret.spec().value("gate-3")).isEmpty();
    assertThat(secret.toString())
        .contains("gate-1", "gate-2")
        .doesNotContain("secret]", "hunter2", "c2VjcmV0", "other");
  }

  @Test
  void aliasesAndMergesAreWrittenOut() {
    LoadResult result =
        Manifests.parse(
            "p.yaml",
            """
            apiVersion: millrace.dev/v1alpha1
            kind: NodePool
            metadata: {name: a, labels: &labels {site: north}}
            spec:
              tier: Edge
              nodeSelector: {<<: *labels, gpu: "yes"}
            """);

    assertThat(result.problems()).isEmpty();
    assertThat(result.pools().getFirst().spec().nodeSelector())
        .containsEntry("site", "north")
        .containsEntry("gpu", "yes");
  }

  /** Whatever stands in a file, loading ends, and what is not loaded is a problem. */
  @Test
  void noTextMakesItFail() {
    Random random = new Random(1);
    List<String> scraps = List.of("{", "]", ": ", "- ", "\n", "&a ", "*a", "'", "\t", "!x ", "1e9");
    for (int i = 0; i < 400; i++) {
      StringBuilder text = new StringBuilder(PARKING);
      for (int edits = random.nextInt(1, 6); edits > 0; edits--) {
        int at = random.nextInt(text.length() - 12);
        String scrap = scraps.get(random.nextInt(scraps.size()));
        text.replace(at, at + random.nextInt(12), scrap);
      }
      LoadResult result = Manifests.parse("fuzz.yaml", text.toString());
      assertThat(result.ok() || !ProblemReport.render(result.problems()).isEmpty()).isTrue();
      assertThat(result.resources().size() + result.problems().size())
          .as(text.toString())
          .isPositive();
    }
  }

  private static String text(SecretResource secret, String key) {
    return new String(secret.value(key).orElseThrow(), StandardCharsets.UTF_8);
  }
}
