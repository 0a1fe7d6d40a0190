package dev.millrace.local.bench;

import dev.millrace.kafka.StageReplica;
import dev.millrace.kafka.StageSettings;
import java.nio.file.Path;

/** A stage of a benchmark that can run as several replicas. */
public interface BenchStage {
  /** Its pipeline, unique to the run, since it names topics, identities and transactions. */
  String pipeline();

  /** Its name in identities and in the control log. */
  String identityName();

  /** Number of partitions of its input. */
  int partitions();

  /**
   * What an engine needs to run a replica of it.
   *
   * @param directory where the replica keeps its state
   */
  StageSettings settings(
      String bootstrapServers, Path directory, int parallelism, StageReplica replica);
}
