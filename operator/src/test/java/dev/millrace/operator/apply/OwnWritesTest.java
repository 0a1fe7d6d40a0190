package dev.millrace.operator.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

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

  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void newsThatCameBeforeTheAnswerWaitForIt() throws Exception {
    OwnWrites own = new OwnWrites();
    Runnable answered = own.begin(map("a", null));
    FutureTask<Boolean> news = new FutureTask<>(() -> own.isOwn(map("a", "7")));
    Thread watch = Thread.ofPlatform().daemon().start(news);
    await().until(() -> watch.getState() == Thread.State.TIMED_WAITING);
    assertThat(own.isOwn(map("b", "7"))).isFalse();
    own.wrote(map("a", "7"));
    answered.run();
    assertThat(news.get()).isTrue();
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
