package dev.millrace.operator.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import org.junit.jupiter.api.Test;

/** Whose objects wake a reconciler, at the start and afterwards. */
class CachesTest {
  private final OwnWrites own = new OwnWrites();
  private final Caches caches = new Caches(own);

  /** Otherwise a start would look at every resource again for each of its objects. */
  @Test
  void whatIsListedAtTheStartWakesNobody() {
    assertThat(caches.isNews(map("7"))).isFalse();
    caches.filled();
    assertThat(caches.isNews(map("7"))).isTrue();
  }

  @Test
  void whatWasMadeHereWakesNobody() {
    caches.filled();
    own.wrote(map("7"));
    assertThat(caches.isNews(map("7"))).isFalse();
    assertThat(caches.isNews(map("8"))).isTrue();
  }

  private static ConfigMap map(String version) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withNamespace("n")
        .withName("a")
        .withResourceVersion(version)
        .endMetadata()
        .build();
  }
}
