package dev.millrace.pod.stage;

import dev.millrace.pod.PodProcess;

/** Runs one replica of a stage. */
public final class StageMain {
  private StageMain() {}

  /** Runs the replica that the files in the directory describe, until SIGTERM. */
  public static void main(String[] arguments) {
    System.exit(PodProcess.run(arguments, StagePod::start));
  }
}
