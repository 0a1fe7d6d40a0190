package dev.millrace.operator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.StageSpec.Delivery;
import dev.millrace.api.StreamPipeline;
import dev.millrace.operator.OperatorProcess;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A pipeline with a hot standby at a real API server: stages are processes that read and write a
 * real broker. Whoever owns the stage is killed, twice, the second time together with the operator.
 */
@Timeout(value = 600, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StandbyIT {
  private static final char LETTER = (char) ('a' + new Random().nextInt(26));

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

  @ParameterizedTest
  @EnumSource(Delivery.class)
  void aLostOwnerIsReplacedByItsStandbyAndStandsByWhenItComesBack(Delivery delivery)
      throws Exception {
    String id = LETTER + "s" + delivery.name().toLowerCase(Locale.ROOT).charAt(0);
    try (StageScenery scenery = new StageScenery(api, id, delivery)) {
      try (OperatorProcess first = scenery.operator()) {
        scenery.apply("pool: ID-north", "pool: ID-north\n    standby: ID-south");
        scenery.until("the standby to follow", scenery::isReady);
        assertThat(scenery.stage().owner()).isEqualTo(id + "-north");
        assertThat(scenery.stage().standby()).isEqualTo(id + "-south.standby");
        assertThat(scenery.stage().standbyFollows()).isTrue();
        scenery.stages().kill(scenery.object("north"));
        scenery.until("the standby to take over", () -> isOwner(scenery, id + "-south.standby"));
        assertThat(scenery.stage().standby()).isEqualTo(id + "-north");
        scenery.until("the take-over to be told", () -> isTold(id));
        scenery.stages().start(scenery.object("north"));
        scenery.until(
            "the lost owner to follow",
            () -> scenery.isReady() && scenery.stage().standbyFollows());
        scenery.stages().kill(scenery.object("south-standby"));
      }
      try (OperatorProcess second = scenery.operator()) {
        scenery.until("the first owner to take over", () -> isOwner(scenery, id + "-north"));
        removeStandby(id);
        scenery.until("the standby to be removed", () -> !scenery.isThere("south-standby"));
        scenery.until("the status to say so", () -> scenery.stage().standby() == null);
        assertThat(scenery.isThere("north")).isTrue();
        scenery.drain();
      }
      System.out.printf(
          "standby, %s: 2 take-overs, %d outputs, %d raw repeats%n",
          delivery, scenery.sums().seen(), scenery.sums().repeats());
      if (delivery == Delivery.ExactlyOnce) {
        assertThat(scenery.sums().repeats()).isZero();
      }
    }
  }

  private static boolean isOwner(StageScenery scenery, String replica) {
    return replica.equals(scenery.stage().owner());
  }

  private static boolean isTold(String id) {
    return api.client().v1().events().inNamespace(id).list().getItems().stream()
        .anyMatch(event -> event.getReason().equals("StandbyTookOver"));
  }

  private static void removeStandby(String id) {
    api.client()
        .resources(StreamPipeline.class)
        .inNamespace(id)
        .withName(id)
        .patch(
            PatchContext.of(PatchType.JSON),
            "[{\"op\":\"remove\",\"path\":\"/spec/stages/0/standby\"}]");
  }
}
