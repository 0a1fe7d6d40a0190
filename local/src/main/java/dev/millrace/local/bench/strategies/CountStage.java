package dev.millrace.local.bench.strategies;

import dev.millrace.api.FieldType;
import dev.millrace.api.KafkaSpec;
import dev.millrace.api.OutputSpec;
import dev.millrace.api.StageSpec;
import dev.millrace.api.StageSpec.Delivery;
import dev.millrace.api.StepSpec;
import dev.millrace.api.StreamPipelineSpec;
import dev.millrace.api.TopicSpec;
import dev.millrace.controllog.KafkaConnection;
import dev.millrace.kafka.StageReplica;
import dev.millrace.kafka.StageSettings;
import dev.millrace.local.bench.BenchStage;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A stage that only counts, over an input of one partition: the document's operator and its queue.
 *
 * @param pipeline unique to the run
 * @param windowing of its only step
 */
record CountStage(String pipeline, Windowing windowing) implements BenchStage {
  private static final String NAME = "counts";
  private static final String CHECKPOINTS = "2s";

  /** Records come all the time, so no tick has to close a window; a router could not count one. */
  private static final String NO_TICKS = "0s";

  @Override
  public String identityName() {
    return pipeline + "." + NAME;
  }

  @Override
  public int partitions() {
    return 1;
  }

  String input() {
    return pipeline + ".in";
  }

  String output() {
    return pipeline + ".results";
  }

  /** The topics that must be there before it starts. */
  Map<String, Integer> topics() {
    return Map.of(input(), 1, output(), 1, pipeline + "." + NAME + ".dead-letters", 1);
  }

  StageSpec spec() {
    StepSpec step =
        new StepSpec(null, null, null, null, null, null, windowing.spec(), null, null, null);
    return new StageSpec(
        NAME,
        input(),
        "pool",
        null,
        1,
        null,
        List.of(step),
        new OutputSpec(output(), null),
        null,
        null,
        null,
        Delivery.Numbered,
        null,
        CHECKPOINTS,
        null,
        null);
  }

  @Override
  public StageSettings settings(
      String bootstrapServers, Path directory, int parallelism, StageReplica replica) {
    Map<String, TopicSpec> topics = new LinkedHashMap<>();
    topics.put(input(), new TopicSpec(1, Map.of("v", FieldType.INT), null, null, NO_TICKS));
    topics.put(output(), new TopicSpec(1, null, null, null, NO_TICKS));
    return new StageSettings(
        pipeline,
        new StreamPipelineSpec(new KafkaSpec(bootstrapServers, null), topics, List.of(spec())),
        NAME,
        KafkaConnection.plain(bootstrapServers),
        directory,
        parallelism,
        replica,
        Clock.systemUTC(),
        StageSettings.AS_COMPILED);
  }
}
