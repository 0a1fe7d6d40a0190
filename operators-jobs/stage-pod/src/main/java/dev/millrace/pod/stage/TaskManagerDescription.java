package dev.millrace.pod.stage;

import dev.millrace.pod.ConfigurationException;
import dev.millrace.pod.ConfigurationFile;
import java.nio.file.Path;

/**
 * A process that runs tasks of a replica: {@code taskmanager.json}. Which ones, and of which stage,
 * it hears from the JobManager. What is null was not said.
 *
 * @param jobManager that it works for
 * @param slots tasks that it can run
 * @param parallelism tasks of the replica in all processes
 * @param rpcPort on which it is told what to do; 0 takes a free one
 * @param dataPort on which records of other tasks come; 0 takes a free one
 */
record TaskManagerDescription(
    JobManagerDescription jobManager,
    Integer slots,
    Integer parallelism,
    Integer rpcPort,
    Integer dataPort) {
  private static final int GREATEST_PORT = 65_535;

  static TaskManagerDescription read(Path path) throws ConfigurationException {
    ConfigurationFile<TaskManagerDescription> file =
        ConfigurationFile.read(path, TaskManagerDescription.class);
    TaskManagerDescription said = file.value();
    file.require("jobManager", said.jobManager).check(file);
    checkCount(file, "slots", said.slots);
    checkCount(file, "parallelism", said.parallelism);
    checkPort(file, "rpcPort", said.rpcPort);
    checkPort(file, "dataPort", said.dataPort);
    return said;
  }

  private static void checkCount(ConfigurationFile<?> file, String field, Integer said)
      throws ConfigurationException {
    int count = file.require(field, said);
    file.check(count > 0, field, "must be at least 1, is " + count);
  }

  private static void checkPort(ConfigurationFile<?> file, String field, Integer said)
      throws ConfigurationException {
    int port = file.require(field, said);
    file.check(port >= 0 && port <= GREATEST_PORT, field, "is no port: " + port);
  }
}
