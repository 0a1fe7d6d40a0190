package dev.millrace.operator.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.MigrationPhase;
import dev.millrace.api.MigrationRequest;
import dev.millrace.api.MigrationRequestStatus;
import dev.millrace.api.StageSpec.Engine;
import dev.millrace.api.StreamPipeline;
import dev.millrace.operator.Manifest;
import dev.millrace.operator.Resources;
import dev.millrace.operator.render.ReplicaPlacement;
import dev.millrace.operator.render.ReplicaSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The name of the move that a changed pipeline asks for. */
class OwnedMigrationTest {
  private static final StreamPipeline PIPELINE = Resources.pipeline(Manifest.PARKING);
  private static final ReplicaPlacement NORTH = new ReplicaPlacement("edge-north", Engine.Light, 1);
  private static final ReplicaPlacement SOUTH = new ReplicaPlacement("edge-south", Engine.Light, 1);
  private static final ReplicaSpec HOME = ReplicaSpec.founder("count-north", "edge-north", NORTH);

  @Test
  void aMoveThatIsUnderWayOrHasFailedIsNotMadeAgain() {
    MigrationRequest first = OwnedMigration.render(PIPELINE, HOME, SOUTH, moves());
    for (MigrationPhase phase :
        List.of(MigrationPhase.Preparing, MigrationPhase.RolledBack, MigrationPhase.Refused)) {
      assertThat(OwnedMigration.name(PIPELINE, HOME, SOUTH, moves(in(phase, first))))
          .isEqualTo(first.getMetadata().getName());
    }
  }

  @Test
  void whoComesBackToAReplicaOfTheSameNameMayMoveAgain() {
    MigrationRequest first = OwnedMigration.render(PIPELINE, HOME, SOUTH, moves());
    in(MigrationPhase.Succeeded, first);
    MigrationRequest second = OwnedMigration.render(PIPELINE, HOME, SOUTH, moves(first));
    in(MigrationPhase.Succeeded, second);
    assertThat(second.getMetadata().getName()).isNotEqualTo(first.getMetadata().getName());
    assertThat(OwnedMigration.name(PIPELINE, HOME, SOUTH, moves(first, second)))
        .isNotIn(first.getMetadata().getName(), second.getMetadata().getName())
        .hasSizeLessThanOrEqualTo(63);
  }

  private static StageMoves moves(MigrationRequest... requests) {
    return StageMoves.of(List.of(requests));
  }

  private static MigrationRequest in(MigrationPhase phase, MigrationRequest request) {
    request.setStatus(
        new MigrationRequestStatus(
            1L, List.of(), phase, null, null, null, null, null, null, null, null, null));
    return request;
  }
}
