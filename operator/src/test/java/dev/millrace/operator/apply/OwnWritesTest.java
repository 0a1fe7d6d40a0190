package dev.millrace.operator.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import org.junit.jupiter.api.Test;

/** Only the very version that was written here is one's own. */
class OwnWritesTest {
  @Test
  void aChangeByAnybodyElseIsNews() {
    OwnWrites own = new OwnWrites();
    own.wrote(map("a", "7"));
    assertThat(own.isOwn(map("a", "7"))).isTrue();
    assertThat(own.isOwn(map("a", "8"))).isFalse();
    assertThat(own.isOwn(map("b", "7"))).isFalse();
    own.wrote(map("a", "9"));
    assertThat(own.isOwn(map("a", "7"))).isFalse();
  }

  private static ConfigMap map(String name, String version) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withNamespace("n")
        .withName(name)
        .withResourceVersion(version)
        .endMetadata()
        .build();
  }
}
