package dev.millrace.fleet.load;

import java.io.IOException;

/** The sockets of the clients, as the one thread that drives them sees them. */
interface LoadTransport extends LoadWire, AutoCloseable {
  /** Opens what a plan needs. */
  static LoadTransport open(LoadPlan plan) throws IOException {
    LoadSockets sockets = LoadSockets.open(plan.server(), plan.clients());
    return plan.secured() ? SecuredSockets.over(sockets, plan.clients()) : sockets;
  }

  /**
   * Hands over what is there.
   *
   * @param waitMillis how long to wait if nothing is; 0 for not at all
   */
  void receive(long waitMillis, Receiver receiver) throws IOException;

  @Override
  void close() throws IOException;
}
