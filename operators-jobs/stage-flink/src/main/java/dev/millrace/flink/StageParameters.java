package dev.millrace.flink;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.api.StreamPipelineSpec;
import dev.millrace.controllog.KafkaConnection;
import dev.millrace.kafka.StageReplica;
import dev.millrace.kafka.StageSettings;
import dev.millrace.stream.stage.PlanException;
import dev.millrace.stream.stage.StageCompiler;
import dev.millrace.stream.stage.StagePlan;
import java.io.Serializable;
import java.util.HashMap;

/**
 * What travels with the job to its tasks. A compiled stage cannot travel, closures are not
 * serialisable: each task compiles the specification again.
 *
 * @param token under which the tasks of this JVM find their {@link StageAccess}
 * @param pipeline its name
 * @param specJson the pipeline's specification
 * @param stage name of the stage
 * @param partitions of the input topic
 * @param replica which of the stage's replicas this is
 * @param tickDelayMillis how far ticks stay behind the wall clock, or -1
 * @param bootstrapServers as Kafka names it
 * @param security further client settings; never logged
 */
record StageParameters(
    String token,
    String pipeline,
    String specJson,
    String stage,
    int partitions,
    StageReplica replica,
    long tickDelayMillis,
    String bootstrapServers,
    HashMap<String, String> security)
    implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final ObjectMapper JSON = new ObjectMapper();

  static StageParameters of(StageSettings settings, int partitions, String token) {
    try {
      return new StageParameters(
          token,
          settings.pipeline(),
          JSON.writeValueAsString(settings.spec()),
          settings.stage(),
          partitions,
          settings.replica(),
          settings.tickDelayMillis(),
          settings.kafka().bootstrapServers(),
          new HashMap<>(settings.kafka().security()));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "pipeline " + settings.pipeline() + " cannot be written as JSON", e);
    }
  }

  /** The stage, compiled; the specification was checked before the job was made. */
  StagePlan plan() {
    try {
      StagePlan plan =
          StageCompiler.compile(
              pipeline, JSON.readValue(specJson, StreamPipelineSpec.class), stage);
      return tickDelayMillis == StageSettings.AS_COMPILED
          ? plan
          : plan.withTickDelayMillis(tickDelayMillis);
    } catch (JsonProcessingException | PlanException e) {
      throw new IllegalStateException(
          "stage " + pipeline + '.' + stage + " does not compile: " + e.getMessage(), e);
    }
  }

  KafkaConnection kafka() {
    return new KafkaConnection(bootstrapServers, security);
  }

  /** Without what may be secret. */
  @Override
  public String toString() {
    return pipeline + '.' + stage;
  }
}
