package dev.millrace.gateway;

import dev.millrace.gateway.socket.IntakeObserver;
import dev.millrace.gateway.supervision.Supervisor;

/** Counts what becomes of datagrams that reach no handler, and logs faults. */
record IntakeReport(GatewayMeters meters, FaultLog faults, Supervisor supervisor)
    implements IntakeObserver {
  @Override
  public void answeredAgain() {
    meters.duplicate("answered");
  }

  @Override
  public void ignored() {
    meters.duplicate("ignored");
  }

  @Override
  public void noRoom() {
    meters.noRoom();
  }

  @Override
  public void tooLongToRemember() {
    meters.unremembered();
  }

  @Override
  public void malformed() {
    meters.malformed();
  }

  @Override
  public void left() {
    meters.left();
  }

  @Override
  public void failed(Throwable fault) {
    meters.refused(RefusalReason.FAULT);
    faults.report("a listener", fault);
  }

  @Override
  public boolean socketLost(Throwable reason) {
    return supervisor.mayRestart("socket", reason);
  }
}
