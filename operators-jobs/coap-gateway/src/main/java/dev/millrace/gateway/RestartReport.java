package dev.millrace.gateway;

import dev.millrace.gateway.supervision.RestartIntensity;
import dev.millrace.gateway.supervision.RestartObserver;
import dev.millrace.gateway.supervision.Supervisor;

/** Counts and logs parts of a gateway that fail. */
record RestartReport(GatewayMeters meters, FaultLog faults) implements RestartObserver {
  /** A supervisor whose restarts are reported here. */
  Supervisor supervisor() {
    return new Supervisor(RestartIntensity.USUAL, System::nanoTime, this);
  }

  @Override
  public void restarts(String part, Throwable fault) {
    meters.restarted(part);
    faults.partFailed(part, fault);
  }
}
