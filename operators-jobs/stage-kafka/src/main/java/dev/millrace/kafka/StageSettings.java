package dev.millrace.kafka;

import dev.millrace.api.StreamPipelineSpec;
import dev.millrace.controllog.KafkaConnection;
import dev.millrace.stream.stage.StageCompiler;
import dev.millrace.stream.stage.StagePlan;
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
 * @param replica which of the stage's replicas this is; its name in the control log
 * @param clock for ticks only; nothing a stage computes depends on it
 * @param tickDelayMillis how far ticks stay behind the wall clock, or {@link #AS_COMPILED}
 */
public record StageSettings(
    String pipeline,
    StreamPipelineSpec spec,
    String stage,
    KafkaConnection kafka,
    Path directory,
    int parallelism,
    StageReplica replica,
    Clock clock,
    long tickDelayMillis) {
  /** The delay of ticks that follows from the pipeline alone. */
  public static final long AS_COMPILED = -1;

  /** Settings of a stage's first replica whose ticks follow from the pipeline alone. */
  public StageSettings(
      String pipeline,
      StreamPipelineSpec spec,
      String stage,
      KafkaConnection kafka,
      Path directory,
      int parallelism,
      Clock clock) {
    this(
        pipeline,
        spec,
        stage,
        kafka,
        directory,
        parallelism,
        StageReplica.founder("first"),
        clock,
        AS_COMPILED);
  }

  /** The stage, compiled. */
  public StagePlan compile() {
    StagePlan plan = StageCompiler.compile(pipeline, spec, stage);
    return tickDelayMillis == AS_COMPILED ? plan : plan.withTickDelayMillis(tickDelayMillis);
  }

  /** <code>PIPELINE.STAGE</code>, as in identities, meters and logs. */
  public String identityName() {
    return pipeline + '.' + stage;
  }
}
