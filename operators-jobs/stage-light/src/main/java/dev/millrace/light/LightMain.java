package dev.millrace.light;

import dev.millrace.kafka.StageProcess;

/** The light engine as a process of its own. */
public final class LightMain {
  private LightMain() {}

  /** Runs the stage of the settings file until SIGTERM. */
  public static void main(String[] arguments) throws Exception {
    System.exit(StageProcess.run(arguments, LightStage::start));
  }
}
