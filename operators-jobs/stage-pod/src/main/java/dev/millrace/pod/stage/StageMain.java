package dev.millrace.pod.stage;

import dev.millrace.pod.ConfigurationException;
import dev.millrace.pod.Pod;
import dev.millrace.pod.PodEnvironment;
import dev.millrace.pod.PodProcess;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Files;

/** Runs one replica of a stage, or some of its tasks. */
public final class StageMain {
  private StageMain() {}

  /** Runs what the files in the directory describe, until SIGTERM. */
  public static void main(String[] arguments) {
    System.exit(PodProcess.run(arguments, StageMain::start));
  }

  static Pod start(PodEnvironment environment, MeterRegistry meters) throws ConfigurationException {
    return Files.exists(environment.configuration().resolve(TaskManagerPod.FILE))
        ? TaskManagerPod.start(environment)
        : StagePod.start(environment, meters);
  }
}
