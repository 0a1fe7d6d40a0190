package dev.millrace.stream.stage;

import dev.millrace.api.StageSpec.Delivery;
import dev.millrace.stream.record.Schema;
import dev.millrace.stream.step.StepPlan;
import java.util.List;

/**
 * A stage, compiled and type-checked. Immutable and free of state: any number of {@link
 * PartitionStage}s in any threads may share one; what they change, they make for themselves.
 *
 * @param pipeline name of the pipeline
 * @param stage name of the stage within it
 * @param generation of the stage's birth
 * @param input the topic it reads
 * @param output the topic it writes
 * @param late the topic of late records, or null: they are only counted
 * @param deadLetters the topic of dead letters
 * @param allowedLatenessMillis how long results wait for late records
 * @param tickIntervalMillis how long an input partition is idle before a tick; 0: no ticks
 * @param tickDelayMillis how far a tick's timestamp stays behind its writer's wall clock
 * @param delivery how readers are protected from repeats
 * @param commitIntervalMillis between transactions with {@link Delivery#ExactlyOnce}
 * @param checkpointIntervalMillis between checkpoints
 * @param steps in order
 */
public record StagePlan(
    String pipeline,
    String stage,
    int generation,
    InputPlan input,
    OutputPlan output,
    String late,
    String deadLetters,
    long allowedLatenessMillis,
    long tickIntervalMillis,
    long tickDelayMillis,
    Delivery delivery,
    long commitIntervalMillis,
    long checkpointIntervalMillis,
    List<StepPlan> steps) {

  /** Copies the steps. */
  public StagePlan {
    steps = List.copyOf(steps);
  }

  /** The fields of the last step's results; the output's are the same, perhaps in another order. */
  public Schema result() {
    return steps.isEmpty() ? input.schema() : steps.getLast().output();
  }

  /** The same plan with this delay of ticks, as somebody knows it who sees all pipelines. */
  public StagePlan withTickDelayMillis(long delay) {
    return new StagePlan(
        pipeline,
        stage,
        generation,
        input,
        output,
        late,
        deadLetters,
        allowedLatenessMillis,
        tickIntervalMillis,
        delay,
        delivery,
        commitIntervalMillis,
        checkpointIntervalMillis,
        steps);
  }

  /** The same plan with the generation that the control log has given its birth. */
  public StagePlan withGeneration(int birth) {
    return new StagePlan(
        pipeline,
        stage,
        birth,
        input,
        output,
        late,
        deadLetters,
        allowedLatenessMillis,
        tickIntervalMillis,
        tickDelayMillis,
        delivery,
        commitIntervalMillis,
        checkpointIntervalMillis,
        steps);
  }

  /** The stage's name in output identities: {@code PIPELINE.STAGE}. */
  public String identityName() {
    return pipeline + '.' + stage;
  }
}
