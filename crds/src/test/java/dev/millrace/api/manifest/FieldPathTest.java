package dev.millrace.api.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FieldPathTest {
  @Test
  void isWrittenAsKubernetesWritesIt() {
    FieldPath steps = FieldPath.of("spec").field("stages").index(0).field("steps").index(1);

    assertThat(steps.field("filter")).hasToString("spec.stages[0].steps[1].filter");
    assertThat(FieldPath.of("spec").field("topics").field("a.b").field("partitions"))
        .hasToString("spec.topics[a.b].partitions");
    assertThat(FieldPath.root()).hasToString("");
  }
}
