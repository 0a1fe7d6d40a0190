package dev.millrace.pod.stage;

import dev.millrace.api.KafkaSpec;
import dev.millrace.api.StageSpec.Engine;
import dev.millrace.api.StreamPipelineSpec;
import dev.millrace.controllog.KafkaConnection;
import dev.millrace.kafka.StageSettings;
import dev.millrace.pod.ConfigurationException;
import dev.millrace.pod.ConfigurationFile;
import dev.millrace.pod.KafkaCredentials;
import dev.millrace.pod.PodEnvironment;
import dev.millrace.stream.stage.PlanException;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * What a process has to run, read from its files and found to be sound: the stage compiles.
 *
 * @param partitions of the input topic
 * @param jobManager where the replica's other processes find this one, if it has others
 * @param address on which it listens for them
 */
record StageConfiguration(
    StageSettings settings,
    Engine engine,
    int partitions,
    Optional<JobManagerDescription> jobManager,
    String address) {
  private static final String PIPELINE = "pipeline.json";
  private static final String REPLICA = "replica.json";
  private static final String SPEC = "spec.";

  /**
   * Reads {@code pipeline.json}, {@code replica.json} and the credentials.
   *
   * @throws ConfigurationException naming file and field, if anything is wrong
   */
  static StageConfiguration read(PodEnvironment environment, Clock clock)
      throws ConfigurationException {
    ConfigurationFile<ReplicaDescription> replica =
        ConfigurationFile.read(
            environment.configuration().resolve(REPLICA), ReplicaDescription.class);
    ConfigurationFile<StreamPipelineSpec> pipeline =
        ConfigurationFile.read(
            environment.configuration().resolve(PIPELINE), StreamPipelineSpec.class);
    check(replica);
    check(pipeline, replica);
    ReplicaDescription which = replica.value();
    Map<String, String> credentials =
        KafkaCredentials.read(environment.kafkaCredentials(), AdminClientConfig.configNames());
    StageSettings settings =
        new StageSettings(
            which.pipeline(),
            pipeline.value(),
            which.stage(),
            new KafkaConnection(
                pipeline.value().kafka().bootstrapServers(),
                SecretReferences.to(environment.kafkaCredentials(), credentials.keySet())),
            environment.state().resolve(which.engine().name().toLowerCase(Locale.ROOT)),
            which.parallelism(),
            which.identity(),
            clock,
            which.tickDelay());
    compile(settings, pipeline);
    return new StageConfiguration(
        settings,
        which.engine(),
        which.partitions(),
        Optional.ofNullable(which.jobManager()),
        environment.address());
  }

  private static void check(ConfigurationFile<ReplicaDescription> file)
      throws ConfigurationException {
    ReplicaDescription replica = file.value();
    file.require("pipeline", replica.pipeline());
    file.require("stage", replica.stage());
    file.require("replica", replica.replica());
    file.require("engine", replica.engine());
    int partitions = file.require("partitions", replica.partitions());
    int parallelism = file.require("parallelism", replica.parallelism());
    file.check(partitions > 0, "partitions", "must be at least 1, is " + partitions);
    file.check(parallelism > 0, "parallelism", "must be at least 1, is " + parallelism);
    if (replica.jobManager() != null) {
      file.check(replica.engine() == Engine.Flink, "jobManager", "is for engine Flink only");
      replica.jobManager().check(file);
    }
    checkPartitions(file, "inputFrom", replica.inputFrom());
    checkPartitions(file, "emptyBehind", replica.emptyBehind());
    for (int partition : replica.identity().emptyBehind().keySet()) {
      file.check(
          replica.identity().inputFrom().containsKey(partition),
          "inputFrom." + partition,
          "is missing: emptyBehind names this partition");
    }
  }

  private static void checkPartitions(
      ConfigurationFile<ReplicaDescription> file, String field, Map<Integer, Long> byPartition)
      throws ConfigurationException {
    if (byPartition == null) {
      return;
    }
    int partitions = file.value().partitions();
    for (Map.Entry<Integer, Long> entry : byPartition.entrySet()) {
      String at = field + "." + entry.getKey();
      boolean exists = entry.getKey() >= 0 && entry.getKey() < partitions;
      file.check(exists, at, "there are partitions 0 to " + (partitions - 1));
      file.check(file.require(at, entry.getValue()) >= 0, at, "must not be negative");
    }
  }

  private static void check(
      ConfigurationFile<StreamPipelineSpec> file, ConfigurationFile<ReplicaDescription> replica)
      throws ConfigurationException {
    StreamPipelineSpec pipeline = file.value();
    KafkaSpec kafka = file.require("kafka", pipeline.kafka());
    file.require("kafka.bootstrapServers", kafka.bootstrapServers());
    file.require("topics", pipeline.topics());
    file.require("stages", pipeline.stages());
    String stage = replica.value().stage();
    replica.check(
        pipeline.stages().stream().anyMatch(one -> stage.equals(one.name())),
        "stage",
        "there is no stage '" + stage + "' in " + file.path());
  }

  private static void compile(StageSettings settings, ConfigurationFile<StreamPipelineSpec> file)
      throws ConfigurationException {
    try {
      settings.compile();
    } catch (PlanException e) {
      String field = e.issues().get(0).fieldPath();
      throw file.wrong(
          field.startsWith(SPEC) ? field.substring(SPEC.length()) : field, e.getMessage());
    }
  }
}
