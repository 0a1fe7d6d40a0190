package dev.millrace.operator.pipeline;

import dev.millrace.api.MigrationPhase;
import dev.millrace.api.MigrationRequest;
import dev.millrace.api.MigrationRequestSpec;
import dev.millrace.api.MigrationTargetSpec;
import dev.millrace.api.StreamPipeline;
import dev.millrace.api.VerificationSpec;
import dev.millrace.operator.render.ObjectLabels;
import dev.millrace.operator.render.Owners;
import dev.millrace.operator.render.Rendered;
import dev.millrace.operator.render.ReplicaPlacement;
import dev.millrace.operator.render.ReplicaSpec;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;
import java.util.Map;

/** The MigrationRequest that a changed pipeline makes. */
final class OwnedMigration {
  private static final int LONGEST = 56;
  private static final int DIGITS = 6;

  private OwnedMigration() {}

  /**
   * Always the same for the same move, so that it is made once. A standby may be the owner more
   * than once, and so may leave for the same pool again: that is another move.
   */
  static String name(
      StreamPipeline pipeline, ReplicaSpec home, ReplicaPlacement to, StageMoves moves) {
    int time = 1;
    while (moves
        .named(name(pipeline, home, to, time))
        .filter(StageMoves::hasSucceeded)
        .isPresent()) {
      time++;
    }
    return name(pipeline, home, to, time);
  }

  private static String name(
      StreamPipeline pipeline, ReplicaSpec home, ReplicaPlacement to, int time) {
    String readable = pipeline.getMetadata().getName() + "-" + home.stage() + "-to-" + to.pool();
    String kept = readable.substring(0, Math.min(LONGEST, readable.length())).replaceAll("-+$", "");
    return kept
        + "-"
        + Rendered.hash(
                time == 1
                    ? List.of(readable, home.replica(), to.toString())
                    : List.of(readable, home.replica(), to.toString(), String.valueOf(time)))
            .substring(0, DIGITS);
  }

  /** A quiet stage moves too: what counts is proved at the cut, however little was compared. */
  static MigrationRequest render(
      StreamPipeline pipeline, ReplicaSpec home, ReplicaPlacement to, StageMoves moves) {
    MigrationRequest request = new MigrationRequest();
    ObjectMeta metadata =
        Owners.metadata(
            pipeline,
            name(pipeline, home, to, moves),
            Map.of(
                ObjectLabels.PIPELINE,
                pipeline.getMetadata().getName(),
                ObjectLabels.MANAGED_BY,
                ObjectLabels.OPERATOR));
    request.setMetadata(metadata);
    request.setSpec(
        new MigrationRequestSpec(
            pipeline.getMetadata().getName() + "/" + home.stage(),
            new MigrationTargetSpec(to.pool(), to.engine(), to.parallelism()),
            MigrationRequestSpec.Strategy.Parallel,
            null,
            null,
            new VerificationSpec(null, 0, "5s", VerificationSpec.Promotion.Automatic),
            "30s",
            "10m",
            null,
            null,
            null));
    return request;
  }

  /** Whether it has come to nothing. */
  static boolean hasFailed(MigrationRequest request) {
    MigrationPhase phase = request.getStatus() == null ? null : request.getStatus().phase();
    return phase == MigrationPhase.RolledBack || phase == MigrationPhase.Refused;
  }
}
