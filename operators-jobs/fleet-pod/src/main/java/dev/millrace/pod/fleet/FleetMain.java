package dev.millrace.pod.fleet;

import dev.millrace.pod.PodProcess;

/** Runs a fleet of simulated devices. */
public final class FleetMain {
  private FleetMain() {}

  /** Runs the fleet that the files in the directory describe, until SIGTERM. */
  public static void main(String[] arguments) {
    System.exit(PodProcess.run(arguments, FleetPod::start));
  }
}
