package dev.millrace.local.running;

import dev.millrace.controllog.ControlLogException;
import dev.millrace.controllog.KafkaConnection;
import dev.millrace.kafka.Coordination;
import dev.millrace.local.report.migration.OutputTimeline;
import dev.millrace.local.watch.OutputWatch;
import dev.millrace.local.watch.OwnershipWatch;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is seen of a run's stages over time: their outputs, and who owns their partitions. */
public final class RunWatch implements AutoCloseable {
  private final OutputWatch outputs;
  private final Map<MovableStage, OwnershipWatch> ownership = new LinkedHashMap<>();
  private final List<Coordination> topics = new ArrayList<>();

  private RunWatch(OutputWatch outputs) {
    this.outputs = outputs;
  }

  static RunWatch start(KafkaConnection kafka, List<MovableStage> stages, Clock clock)
      throws ControlLogException, InterruptedException {
    Map<String, Integer> written = new TreeMap<>();
    stages.forEach(
        stage -> written.put(stage.node().output().name(), stage.node().output().partitions()));
    RunWatch watch = new RunWatch(OutputWatch.start(kafka, written, clock));
    for (MovableStage stage : stages) {
      Coordination of = Coordination.open(kafka, stage.node().pipeline().name());
      watch.topics.add(of);
      watch.ownership.put(
          stage,
          OwnershipWatch.start(of.log(), stage.name(), stage.node().input().partitions(), clock));
    }
    return watch;
  }

  /** What stages wrote, as it came. */
  OutputWatch outputs() {
    return outputs;
  }

  /** Outputs and owners of each stage over time. */
  public List<OutputTimeline> timelines() {
    List<OutputTimeline> timelines = new ArrayList<>();
    ownership.forEach(
        (stage, owners) ->
            timelines.add(
                new OutputTimeline(
                    stage.name().replace('.', '/'),
                    OutputWatch.bucketMillis(),
                    outputs.buckets(stage.name()),
                    owners.intervals(stage::poolOf))));
    return timelines;
  }

  @Override
  public void close() throws InterruptedException {
    ownership.values().forEach(OwnershipWatch::close);
    topics.forEach(Coordination::close);
    outputs.close();
  }
}
