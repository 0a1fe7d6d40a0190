package dev.millrace.pod.gateway;

import dev.millrace.pod.PodProcess;

/** Runs a CoAP gateway. */
public final class GatewayMain {
  private GatewayMain() {}

  /** Runs the gateway that the files in the directory describe, until SIGTERM. */
  public static void main(String[] arguments) {
    System.exit(PodProcess.run(arguments, GatewayPod::start));
  }
}
