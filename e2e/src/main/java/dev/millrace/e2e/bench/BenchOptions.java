package dev.millrace.e2e.bench;

import java.nio.file.Path;
import java.time.LocalTime;
import picocli.CommandLine.Option;

/** What {@code e2e/bench} says. */
final class BenchOptions {
  @Option(names = "--resources", required = true)
  int resources;

  @Option(names = "--foreign", required = true)
  int foreign;

  @Option(names = "--changes", required = true, description = "of each kind")
  int changes;

  @Option(names = "--starts", required = true)
  int starts;

  @Option(names = "--idle", required = true, description = "seconds")
  int idle;

  @Option(names = "--json")
  boolean json;

  @Option(names = "--kubeconfig", required = true)
  Path kubeconfig;

  @Option(names = "--image", required = true)
  Path image;

  @Option(names = "--contain", required = true)
  Path contain;

  @Option(names = "--cgroup", required = true)
  Path cgroup;

  @Option(names = "--scratch", required = true)
  Path scratch;

  /** Tells people what is going on. */
  void say(String message) {
    System.err.printf("%tT  %s%n", LocalTime.now(), message);
  }
}
