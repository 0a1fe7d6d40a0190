package dev.millrace.kafka;

import dev.millrace.api.StreamPipelineSpec;
import java.nio.file.Path;
import java.time.Clock;

/**
 * What an engine needs to run one stage.
 *
 * @param pipeline its name
 * @param spec the pipeline, already checked
 * @param stage name of the stage
 * @param kafka how to reach the logs
 * @param directory where the engine keeps checkpoints or snapshots of this stage; survives restarts
 * @param parallelism number of tasks, at most the number of input partitions
 * @param clock for ticks only; nothing a stage computes depends on it
 */
public record StageSettings(
    String pipeline,
    StreamPipelineSpec spec,
    String stage,
    KafkaConnection kafka,
    Path directory,
    int parallelism,
    Clock clock) {

  /** <code>PIPELINE.STAGE</code>, as in identities, meters and logs. */
  public String identityName() {
    return pipeline + '.' + stage;
  }
}
