package dev.millrace.e2e.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Defaults are those of the project's own CRDs. */
class SchemaDefaultsTest {
  private static final String PIPELINE =
      """
      {"kind": "%s", "metadata": {"name": "p"}, "spec": {
        "topics": {"a": {"partitions": 2}, "b": {"partitions": 2, "tickInterval": "7s"}},
        "stages": [{"name": "s", "from": "a", "parallelism": 3}, {"name": "t", "from": "a"}]}}
      """;

  private static JsonNode filled(String kind) throws Exception {
    return SchemaDefaults.read(Path.of("../crds/manifests"))
        .fill((ObjectNode) SchemaDefaults.MAPPER.readTree(PIPELINE.formatted(kind)));
  }

  // Would catch: a default that overwrites, lists or maps that are passed over.
  @Test
  void missingFieldsAreFilledInAtAnyDepth() throws Exception {
    JsonNode spec = filled("StreamPipeline").path("spec");
    assertThat(spec.path("stages").path(0).path("parallelism").asInt()).isEqualTo(3);
    assertThat(spec.path("stages").path(1).path("parallelism").asInt()).isEqualTo(1);
    assertThat(spec.path("topics").path("a").path("tickInterval").asText()).isNotEmpty();
    assertThat(spec.path("topics").path("b").path("tickInterval").asText()).isEqualTo("7s");
  }

  @Test
  void otherKindsStayAsTheyAre() throws Exception {
    assertThat(filled("Deployment"))
        .isEqualTo(SchemaDefaults.MAPPER.readTree(PIPELINE.formatted("Deployment")));
  }
}
