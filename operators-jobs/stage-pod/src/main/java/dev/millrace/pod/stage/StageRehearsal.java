package dev.millrace.pod.stage;

import dev.millrace.pod.ConfigurationException;
import dev.millrace.pod.Pod;
import dev.millrace.pod.PodEnvironment;
import dev.millrace.pod.PodProcess;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs all that a stage's image can be in one JVM: what has then been loaded and compiled is what
 * the AOT cache of the image holds (docs/pods.md). Not for use in a cluster.
 */
public final class StageRehearsal {
  /** Several pods end here one after the other, and one that is cut off leaves no cache. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private StageRehearsal() {}

  /**
   * Runs what the files in each directory below the given one describe, until SIGTERM. Each has a
   * directory of its name for its state.
   */
  public static void main(String[] arguments) {
    System.exit(PodProcess.run(arguments, StageRehearsal::start, PATIENCE));
  }

  private static Pod start(PodEnvironment environment, MeterRegistry meters)
      throws IOException, ConfigurationException {
    List<Pod> started = new ArrayList<>();
    for (Path directory : directories(environment.configuration())) {
      started.add(StageMain.start(within(environment, directory), meters));
    }
    return new RehearsedPods(started);
  }

  private static List<Path> directories(Path root) throws IOException {
    try (Stream<Path> files = Files.list(root)) {
      return files.filter(Files::isDirectory).sorted().toList();
    }
  }

  private static PodEnvironment within(PodEnvironment environment, Path directory) {
    return new PodEnvironment(
        environment.address(),
        directory,
        environment.kafkaCredentials(),
        environment.identities(),
        environment.state().resolve(directory.getFileName()),
        environment.httpPort(),
        environment.podName(),
        environment.node());
  }
}
