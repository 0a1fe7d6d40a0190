package dev.millrace.operator.render;

import dev.millrace.api.StageSpec;
import dev.millrace.api.StreamPipelineSpec;
import java.util.List;

/** What a change of a stage has to replace its pods for. */
final class StageLogic {
  private StageLogic() {}

  /**
   * What the process reads at its start and works by. Where the pipeline wants the stage is not in
   * it: a running replica does not care. Neither are other stages, unless they pass fields on.
   */
  static String hash(
      StreamPipelineSpec spec, StageSpec stage, ReplicaPlacement placement, ReplicaShape shape) {
    List<StageSpec> logic =
        spec.stages().stream()
            .map(
                one ->
                    new StageSpec(
                        one.name(),
                        one.from(),
                        null,
                        null,
                        null,
                        null,
                        one.steps(),
                        one.to(),
                        one.allowedLateness(),
                        one.late(),
                        one.deadLetters(),
                        one.name().equals(stage.name()) ? one.delivery() : null,
                        one.name().equals(stage.name()) ? one.commitInterval() : null,
                        one.name().equals(stage.name()) ? one.checkpointInterval() : null,
                        one.name().equals(stage.name()) ? one.stateBackend() : null,
                        null))
            .toList();
    StreamPipelineSpec read = new StreamPipelineSpec(spec.kafka(), spec.topics(), logic);
    return Rendered.hash(
        shape.isOnePod() ? List.of(read, placement) : List.of(read, placement, shape));
  }
}
