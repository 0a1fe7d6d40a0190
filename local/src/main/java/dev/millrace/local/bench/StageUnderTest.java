package dev.millrace.local.bench;

import dev.millrace.api.KafkaSpec;
import dev.millrace.api.OutputSpec;
import dev.millrace.api.StageSpec;
import dev.millrace.api.StepSpec;
import dev.millrace.api.StreamPipelineSpec;
import dev.millrace.api.TopicSpec;
import dev.millrace.api.WindowSpec;
import dev.millrace.controllog.KafkaConnection;
import dev.millrace.kafka.StageReplica;
import dev.millrace.kafka.StageSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The stage of a benchmark: count and sum per device, in windows, or with every record and then
 * with its stamp.
 *
 * @param pipeline unique to the run, since it names topics, identities and transactions
 * @param input topic
 * @param windows whether results come once a window, or one for each record
 * @param delivery how readers are protected from repeats
 * @param checkpointInterval as manifests write it
 */
record StageUnderTest(
    String pipeline,
    String input,
    boolean windows,
    StageSpec.Delivery delivery,
    String checkpointInterval)
    implements BenchStage {
  private static final String NAME = "bench";

  /** Benchmarks decide themselves when time goes on. */
  private static final String NO_TICKS = "0s";

  /** A numbered stage with checkpoints as often as few would want them. */
  static StageUnderTest numbered(String pipeline, String input, boolean windows) {
    return new StageUnderTest(pipeline, input, windows, StageSpec.Delivery.Numbered, "2s");
  }

  StageUnderTest withCheckpointInterval(String interval) {
    return new StageUnderTest(pipeline, input, windows, delivery, interval);
  }

  StageUnderTest withDelivery(StageSpec.Delivery mode) {
    return new StageUnderTest(pipeline, input, windows, mode, checkpointInterval);
  }

  /** The topic that it writes. */
  String output() {
    return pipeline + ".results";
  }

  /** The topics that must be there before it starts, but for the input. */
  Map<String, Integer> topics() {
    return Map.of(output(), Workload.PARTITIONS, pipeline + "." + NAME + ".dead-letters", 1);
  }

  @Override
  public int partitions() {
    return Workload.PARTITIONS;
  }

  @Override
  public String identityName() {
    return pipeline + "." + NAME;
  }

  StageSettings settings(String bootstrapServers, Path directory) {
    return settings(bootstrapServers, directory, 1, StageReplica.founder("first"));
  }

  @Override
  public StageSettings settings(
      String bootstrapServers, Path directory, int parallelism, StageReplica replica) {
    return new StageSettings(
        pipeline,
        spec(bootstrapServers),
        NAME,
        KafkaConnection.plain(bootstrapServers),
        directory,
        parallelism,
        replica,
        Clock.systemUTC(),
        StageSettings.AS_COMPILED);
  }

  StreamPipelineSpec spec(String bootstrapServers) {
    Map<String, TopicSpec> topics = new LinkedHashMap<>();
    topics.put(input, new TopicSpec(Workload.PARTITIONS, Workload.FIELDS, null, null, NO_TICKS));
    topics.put(output(), new TopicSpec(Workload.PARTITIONS, null, null, null, NO_TICKS));
    StageSpec stage =
        new StageSpec(
            NAME,
            input,
            "pool",
            null,
            1,
            null,
            List.of(step()),
            new OutputSpec(output(), null),
            null,
            null,
            null,
            delivery,
            null,
            checkpointInterval,
            null,
            null);
    return new StreamPipelineSpec(new KafkaSpec(bootstrapServers, null), topics, List.of(stage));
  }

  private StepSpec step() {
    Map<String, String> emit = new LinkedHashMap<>();
    emit.put("readings", "count()");
    emit.put("total", "sum(value.level)");
    if (!windows) {
      // Stamps of a device never go back, so this is the stamp of the record itself.
      emit.put(Workload.STAMP, "max(value." + Workload.STAMP + ")");
    }
    return windows
        ? new StepSpec(
            null,
            null,
            null,
            null,
            null,
            null,
            new WindowSpec(Workload.WINDOW, null, null, null, emit),
            null,
            null,
            null)
        : new StepSpec(null, null, null, null, null, emit, null, null, null, null);
  }
}
