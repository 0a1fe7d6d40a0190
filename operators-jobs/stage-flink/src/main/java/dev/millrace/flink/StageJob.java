package dev.millrace.flink;

import dev.millrace.api.StageSpec;
import dev.millrace.kafka.StageSettings;
import dev.millrace.stream.stage.StagePlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.state.StateBackendLoader;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;

/** The Flink job of a stage: source, key group = partition, the stage's operator. */
public final class StageJob {
  /** Checkpoints that are kept: a second one for the case that the last cannot be read. */
  static final int RETAINED_CHECKPOINTS = 2;

  private static final Duration CHECKPOINT_TIMEOUT = Duration.ofMinutes(5);

  /** How long a record may wait for others on its way to another task. */
  private static final long BUFFER_TIMEOUT_MILLIS = 1;

  private StageJob() {}

  /**
   * Builds the job for a cluster.
   *
   * @param partitions of the input topic
   * @param token under which tasks find the monitor in their JVM; any text unique to the job
   * @param restoreFrom directory of the checkpoint to start from; empty begins at the birth
   */
  public static JobGraph build(
      StageSettings settings, int partitions, JobID id, String token, Optional<Path> restoreFrom) {
    return build(settings, partitions, id, token, restoreFrom, RestartPauses.STANDARD);
  }

  static JobGraph build(
      StageSettings settings,
      int partitions,
      JobID id,
      String token,
      Optional<Path> restoreFrom,
      RestartPauses pauses) {
    StageParameters parameters = StageParameters.of(settings, partitions, token);
    StagePlan plan = parameters.plan();
    int tasks = Math.min(settings.parallelism(), partitions);
    StreamExecutionEnvironment flink =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration(settings, plan, pauses));
    flink.setParallelism(tasks);
    flink.setMaxParallelism(partitions);
    flink.setBufferTimeout(BUFFER_TIMEOUT_MILLIS);
    flink.getConfig().enableObjectReuse();
    flink.getConfig().setAutoWatermarkInterval(0);
    PartitionKeys keys = PartitionKeys.of(partitions);
    DataStream<LogRecord> log =
        flink
            .fromSource(
                LogSource.of(
                    plan.input().topic(),
                    partitions,
                    settings.replica().inputFrom(),
                    settings.kafka(),
                    plan.identityName() + '-' + settings.replica().name()),
                WatermarkStrategy.noWatermarks(),
                "log " + plan.input().topic())
            .uid("log");
    // Flink deals out the log's partitions in another way than key groups, but a task that has all
    // of both can take the records without an exchange.
    KeyedStream<LogRecord, Integer> keyed =
        tasks == 1
            ? DataStreamUtils.reinterpretAsKeyedStream(log, keys, Types.INT)
            : log.keyBy(keys, Types.INT);
    keyed
        .transform("stage " + plan.identityName(), Types.VOID, new StageOperatorFactory(parameters))
        .uid("stage");
    StreamGraph graph = flink.getStreamGraph();
    graph.setJobName(plan.identityName());
    JobGraph job = graph.getJobGraph(StageJob.class.getClassLoader(), id);
    // The new job leaves the old one's files alone, so each job's directory stands for itself.
    restoreFrom.ifPresent(
        from ->
            job.setSavepointRestoreSettings(
                SavepointRestoreSettings.forPath(
                    from.toUri().toString(), true, RecoveryClaimMode.NO_CLAIM)));
    return job;
  }

  private static Configuration configuration(
      StageSettings settings, StagePlan plan, RestartPauses pauses) {
    Configuration job = new Configuration();
    job.set(
        StateBackendOptions.STATE_BACKEND,
        usesRocksDb(settings)
            ? StateBackendLoader.ROCKSDB_STATE_BACKEND_NAME
            : StateBackendLoader.HASHMAP_STATE_BACKEND_NAME);
    job.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    job.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    job.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        settings.directory().toAbsolutePath().toUri().toString());
    job.set(
        CheckpointingOptions.CHECKPOINTING_INTERVAL,
        Duration.ofMillis(plan.checkpointIntervalMillis()));
    job.set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, CHECKPOINT_TIMEOUT);
    job.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, Integer.MAX_VALUE);
    job.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, RETAINED_CHECKPOINTS);
    job.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    pauses.configure(job);
    return job;
  }

  private static boolean usesRocksDb(StageSettings settings) {
    return settings.spec().stages().stream()
        .filter(stage -> stage.name().equals(settings.stage()))
        .anyMatch(stage -> stage.stateBackend() == StageSpec.StateBackend.RocksDB);
  }
}
