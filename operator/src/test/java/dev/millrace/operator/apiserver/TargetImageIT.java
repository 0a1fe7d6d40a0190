package dev.millrace.operator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.Condition;
import dev.millrace.api.MigrationPhase;
import dev.millrace.controllog.ControlLog;
import dev.millrace.operator.status.Conditions;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A move to a pool that has not pulled the image yet, and cannot: until it has, nobody is asked for
 * anything, and the source is as if there were no move.
 */
@Timeout(value = 600, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TargetImageIT {
  private static final String ID = "%ci00".formatted((char) ('a' + new Random().nextInt(26)));
  private static final String SOURCE = ID + "-c-" + ID + "-north";
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  @TempDir static Path scratch;
  private static TestApi api;

  @BeforeAll
  static void open() throws Exception {
    api = TestApi.open(scratch);
  }

  @AfterAll
  static void close() {
    api.close();
  }

  @Test
  void nothingBeginsBeforeTheImageIsThere() throws Exception {
    try (OperatorJvm operator = OperatorJvm.start(scratch, ID);
        Scenery scenery = new Scenery(api, ID, TargetImageIT::isSource)) {
      scenery.apply();
      Await.until(() -> "all to be ready: " + scenery.snapshot(), scenery::isReady);
      long log = endOfControlLog();
      Deployment source = source();

      scenery.pool("south");
      Await.until(
          () -> "the reason: " + ready(scenery),
          () -> ready(scenery).reason().equals("ImageNotPulled"));
      assertThat(ready(scenery).message()).startsWith("Pod " + ID + "-c-" + ID + "-south");
      assertThat(phase(scenery)).isEqualTo(MigrationPhase.Preparing);
      assertThat(endOfControlLog()).as("nobody was asked for anything").isEqualTo(log);

      scenery.abort();
      Await.until(() -> "the way back", () -> phase(scenery) == MigrationPhase.RolledBack);
      assertThat(source().getMetadata().getResourceVersion())
          .isEqualTo(source.getMetadata().getResourceVersion());
      assertThat(operator.isReady()).isTrue();
    }
  }

  private static boolean isSource(Deployment deployment) {
    return !deployment.getMetadata().getName().startsWith(ID + "-c-" + ID + "-south");
  }

  private static Deployment source() {
    return api.client().apps().deployments().inNamespace(ID).withName(SOURCE).get();
  }

  private static long endOfControlLog() throws Exception {
    try (ControlLog log = ControlLog.open(api.kafka(), ID, "test", TIMEOUT)) {
      return log.readToEnd(TIMEOUT);
    }
  }

  private static Condition ready(Scenery scenery) {
    return Conditions.find(scenery.pipeline().getStatus().conditions(), Conditions.READY)
        .orElseThrow();
  }

  private static MigrationPhase phase(Scenery scenery) {
    return scenery.migrations().getFirst().getStatus().phase();
  }
}
