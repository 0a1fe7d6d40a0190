package dev.millrace.operator.standby;

import dev.millrace.api.KafkaSpec;
import dev.millrace.api.StageSpec;
import dev.millrace.api.StreamPipeline;
import java.util.Optional;

/**
 * The stage whose standby is kept, as its pipeline has it now.
 *
 * @param kafka where its topics are
 * @param pipeline name of its pipeline
 * @param stage <code>PIPELINE.STAGE</code>
 * @param partitions of its input
 */
record StandbyPlan(KafkaSpec kafka, String pipeline, String stage, int partitions) {
  /** Empty if the pipeline has no such stage any more. */
  static Optional<StandbyPlan> of(StreamPipeline pipeline, String stage) {
    String name = pipeline.getMetadata().getName();
    return pipeline.getSpec().stages().stream()
        .filter(one -> one.name().equals(stage))
        .findFirst()
        .map(StageSpec::from)
        .map(
            input ->
                new StandbyPlan(
                    pipeline.getSpec().kafka(),
                    name,
                    name + "." + stage,
                    pipeline.getSpec().topics().get(input).partitions()));
  }
}
