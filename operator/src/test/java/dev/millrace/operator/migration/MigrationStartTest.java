package dev.millrace.operator.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.MigrationPhase;
import dev.millrace.api.MigrationRequest;
import dev.millrace.api.NodePool;
import dev.millrace.api.StageSpec.Engine;
import dev.millrace.operator.Manifest;
import dev.millrace.operator.Resources;
import dev.millrace.operator.kafka.PipelineFacts;
import dev.millrace.operator.migration.MigrationStart.Answer;
import dev.millrace.operator.render.ReplicaPlacement;
import dev.millrace.operator.render.ReplicaSpec;
import dev.millrace.stream.migration.MigrationState;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whether a migration may begin, waits, or is refused. */
class MigrationStartTest {
  private static final ReplicaPlacement NORTH = new ReplicaPlacement("edge-north", Engine.Light, 1);
  private static final ReplicaSpec HOME = ReplicaSpec.founder("count-north", "edge-north", NORTH);
  private static final Map<String, NodePool> POOLS =
      Map.of(
          "edge-north", Resources.pool("edge-north", "Edge", 1),
          "edge-south", Resources.pool("edge-south", "Edge", 1),
          "empty", Resources.pool("empty", "Edge", 0));

  @Test
  void aRunningStageMovesFromItsOwner() {
    MigrationRoute route = go(start(Manifest.MOVE, facts("edge-north")).answer());
    assertThat(route.source()).isEqualTo("edge-north");
    assertThat(route.target()).startsWith("edge-south.battery-change-");
    assertThat(route.text()).isEqualTo("edge-north → edge-south");
    assertThat(route.to()).isEqualTo(new ReplicaPlacement("edge-south", Engine.Light, 1));
  }

  @Test
  void aRequestMadeAgainIsAnotherMigration() {
    MigrationRequest again = Resources.migration(Manifest.MOVE);
    again.getMetadata().setUid("another");
    assertThat(MigrationNames.target(again))
        .isNotEqualTo(MigrationNames.target(Resources.migration(Manifest.MOVE)));
  }

  @Test
  void aStageThatDoesNotRunIsWaitedFor() {
    assertThat(start(Manifest.MOVE, Optional.empty()).answer()).isInstanceOf(Answer.Wait.class);
    assertThat(start(Manifest.MOVE, facts(null)).answer()).isInstanceOf(Answer.Wait.class);
    MigrationStart without =
        new MigrationStart(
            Resources.migration(Manifest.MOVE),
            Optional.empty(),
            POOLS,
            Optional.empty(),
            List.of());
    assertThat(without.answer()).isInstanceOf(Answer.Wait.class);
  }

  @Test
  void whatCanNeverBeIsRefusedWithTheReason() {
    assertThat(refused("pool: edge-south", "pool: nowhere")).startsWith("no NodePool 'nowhere'");
    assertThat(refused("pool: edge-south", "pool: edge-north")).contains("already");
    assertThat(refused("pool: edge-south", "pool: empty")).contains("no node of pool empty");
    assertThat(refused("pool: edge-south", "pool: edge-south, parallelism: 5"))
        .contains("more than the 4 partitions");
    assertThat(refused("parking/count-north", "parking/nothing")).contains("no stage 'nothing'");
    assertThat(refused("keepSource: 1s", "strategy: WindowSynchronised"))
        .contains("WindowSynchronised is not available", "router");
  }

  @Test
  void otherStrategiesAndAReportOnlyMayBeAskedForUnlessThereIsAStandby() {
    for (String way :
        List.of(
            "strategy: Restart",
            "strategy: Restart\n  restart: WithoutState",
            "strategy: StateTransfer")) {
      String yaml = Manifest.MOVE.replace("keepSource: 1s", way);
      go(start(yaml, facts("edge-north")).answer());
      MigrationStart guarded =
          new MigrationStart(
              Resources.migration(yaml),
              Optional.of(
                  Resources.pipeline(
                      Manifest.PARKING.replace(
                          "  pool: edge-north", "  pool: edge-north\n    standby: edge-south"))),
              POOLS,
              facts("edge-north"),
              List.of(HOME));
      assertThat(((Answer.Refuse) guarded.answer()).reason()).contains("has a standby");
    }
    go(
        start(Manifest.MOVE.replace("minimumRecords: 100", "mode: Report"), facts("edge-north"))
            .answer());
  }

  @Test
  void oneThatHasBegunGoesOnFromItsStatus() {
    MigrationRequest request = Resources.migration(Manifest.MOVE);
    MigrationRoute route = go(start(Manifest.MOVE, facts("edge-north")).answer());
    request.setStatus(
        MigrationStatuses.of(
            null,
            1L,
            request.getSpec(),
            route,
            new MigrationState(MigrationPhase.Observing, 5, 1, null),
            List.of(),
            Instant.EPOCH));
    ReplicaSpec target =
        new ReplicaSpec(
            "count-north", route.target(), route.to(), NORTH, false, Map.of(), Map.of(), "m");
    MigrationStart later =
        new MigrationStart(
            request,
            Optional.of(Resources.pipeline(Manifest.PARKING)),
            POOLS,
            Optional.empty(),
            List.of(HOME, target));
    assertThat(go(later.answer())).isEqualTo(route);
  }

  private static String refused(String text, String by) {
    Answer answer = start(Manifest.MOVE.replace(text, by), facts("edge-north")).answer();
    assertThat(answer).isInstanceOf(Answer.Refuse.class);
    return ((Answer.Refuse) answer).reason();
  }

  private static MigrationRoute go(Answer answer) {
    assertThat(answer).isInstanceOf(Answer.Go.class);
    return ((Answer.Go) answer).route();
  }

  private static Optional<PipelineFacts> facts(String owner) {
    return Optional.of(
        PipelineFacts.known(
            Map.of("count-north", Arrays.asList(owner, owner, owner, owner)), Map.of()));
  }

  private static MigrationStart start(String yaml, Optional<PipelineFacts> facts) {
    return new MigrationStart(
        Resources.migration(yaml),
        Optional.of(Resources.pipeline(Manifest.PARKING)),
        POOLS,
        facts,
        List.of(HOME));
  }
}
