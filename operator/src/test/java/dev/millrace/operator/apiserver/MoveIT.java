package dev.millrace.operator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.Condition;
import dev.millrace.api.MigrationPhase;
import dev.millrace.api.MigrationRequest;
import dev.millrace.api.MigrationRequestStatus;
import dev.millrace.api.PartitionReport;
import dev.millrace.api.StageSpec.Delivery;
import dev.millrace.operator.OperatorProcess;
import dev.millrace.operator.status.Conditions;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Moves at a real API server: stages are processes that read and write a real broker. What comes
 * out says whether a record was lost, repeated or forgotten.
 */
@Timeout(value = 600, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MoveIT {
  private static final char LETTER = (char) ('a' + new Random().nextInt(26));
  private static final String MOVE =
      """
      apiVersion: millrace.dev/v1alpha1
      kind: MigrationRequest
      metadata: {name: move}
      spec:
        stage: ID/c
        to: {pool: ID-south}
        WAY
      """;

  @TempDir static Path scratch;
  private static TestApi api;
  private static int used;

  @BeforeAll
  static void open() throws Exception {
    api = TestApi.open(scratch);
  }

  @AfterAll
  static void close() {
    api.close();
  }

  private static String nextId() {
    return "%cm%02d".formatted(LETTER, used++);
  }

  @ParameterizedTest
  @ValueSource(strings = {"strategy: Restart", "strategy: StateTransfer"})
  void aStageThatStandsStillForAMomentGoesOnWithItsState(String way) throws Exception {
    try (StageScenery scenery = new StageScenery(api, nextId(), Delivery.Numbered)) {
      try (OperatorProcess first = scenery.operator()) {
        begin(scenery, way);
        scenery.until("the switch", () -> hasSwitched(phase(scenery)));
      }
      try (OperatorProcess second = scenery.operator()) {
        scenery.until("the end", () -> phase(scenery) == MigrationPhase.Succeeded);
        assertThat(status(scenery).verified()).as("nothing is compared").isNull();
        scenery.until("the source to be gone", () -> !scenery.isThere("north"));
        scenery.until("the pipeline to be ready", scenery::isReady);
        scenery.drain();
        assertThat(scenery.sums().repeats()).isZero();
      }
    }
  }

  @Test
  void aRestartWithoutStateLeavesNoRecordOut() throws Exception {
    try (StageScenery scenery = new StageScenery(api, nextId(), Delivery.Numbered);
        OperatorProcess operator = scenery.operator()) {
      begin(scenery, "strategy: Restart\n  restart: WithoutState");
      scenery.sums().mayForget();
      scenery.until("the end", () -> phase(scenery) == MigrationPhase.Succeeded);
      PartitionReport report = status(scenery).partitions().getFirst();
      assertThat(report.cut()).isPositive();
      assertThat(report.downtimeMillis()).isPositive();
      assertThat(report.recordsCompared()).as("nothing is compared").isNull();
      scenery.until("the stage to begin anew", scenery.sums()::hasForgotten);
      scenery.drain();
      assertThat(scenery.sums().repeats()).isZero();
    }
  }

  @Test
  void aDifferenceIsReportedAndAPersonDecides() throws Exception {
    try (StageScenery scenery = new StageScenery(api, nextId(), Delivery.Numbered);
        OperatorProcess operator = scenery.operator()) {
      scenery.stages().alter("south", "sum(value.entered)", "sum(value.entered + 1)");
      begin(scenery, "verification: {mode: Report, minimumRecords: 1, minimumDuration: 0s}");
      scenery.until("the difference", () -> waits(scenery).contains("differs from SN"));
      assertThat(status(scenery).phase()).isEqualTo(MigrationPhase.Verifying);
      patch(scenery, "abort");
      scenery.until("the end", () -> phase(scenery) == MigrationPhase.RolledBack);
      assertThat(status(scenery).reason()).isEqualTo("abort was asked for");
      scenery.drain();
      assertThat(scenery.sums().repeats()).isZero();
    }
  }

  @Test
  void aReportWithoutADifferenceWaitsForAPersonToo() throws Exception {
    try (StageScenery scenery = new StageScenery(api, nextId(), Delivery.Numbered);
        OperatorProcess operator = scenery.operator()) {
      begin(
          scenery,
          "verification: {mode: Report, minimumRecords: 1, minimumDuration: 0s}\n  keepSource: 1s");
      scenery.until(
          "records to be compared",
          () ->
              !waits(scenery).isEmpty()
                  && status(scenery).partitions() != null
                  && status(scenery).partitions().stream()
                      .allMatch(report -> report.recordsCompared() > 0));
      patch(scenery, "promote");
      scenery.until("the end", () -> phase(scenery) == MigrationPhase.Succeeded);
      assertThat(status(scenery).partitions())
          .extracting(PartitionReport::opening)
          .containsOnly(PartitionReport.Opening.Proved);
      scenery.drain();
      assertThat(scenery.sums().repeats()).isZero();
    }
  }

  private static void begin(StageScenery scenery, String way) {
    scenery.apply("pool: ID-north", "pool: ID-north");
    scenery.until("the stage to run", scenery::isReady);
    String id = scenery.pipeline().getMetadata().getName();
    api.client().resource(MOVE.replace("WAY", way).replace("ID", id)).inNamespace(id).create();
  }

  private static MigrationRequestStatus status(StageScenery scenery) {
    String id = scenery.pipeline().getMetadata().getName();
    return api.client()
        .resources(MigrationRequest.class)
        .inNamespace(id)
        .withName("move")
        .get()
        .getStatus();
  }

  private static MigrationPhase phase(StageScenery scenery) {
    MigrationRequestStatus status = status(scenery);
    return status == null ? null : status.phase();
  }

  /** Phases are in the order in which they are passed. */
  private static boolean hasSwitched(MigrationPhase phase) {
    return phase != null && phase.compareTo(MigrationPhase.CuttingOver) >= 0;
  }

  /** What a person who has to promote is told; empty if nobody is waited for. */
  private static String waits(StageScenery scenery) {
    MigrationRequestStatus status = status(scenery);
    return Conditions.find(status == null ? null : status.conditions(), Conditions.READY)
        .filter(ready -> ready.reason().equals("WaitingForPromotion"))
        .map(Condition::message)
        .orElse("");
  }

  private static void patch(StageScenery scenery, String wish) {
    String id = scenery.pipeline().getMetadata().getName();
    api.client()
        .resources(MigrationRequest.class)
        .inNamespace(id)
        .withName("move")
        .patch(
            PatchContext.of(PatchType.JSON),
            "[{\"op\":\"add\",\"path\":\"/spec/%s\",\"value\":true}]".formatted(wish));
  }
}
