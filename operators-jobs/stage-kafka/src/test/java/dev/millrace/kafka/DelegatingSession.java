package dev.millrace.kafka;

import dev.millrace.stream.replica.OutputPartition;
import dev.millrace.stream.stage.Output;

/** A session that does what another one does. */
class DelegatingSession implements OutputSession {
  private final OutputSession session;

  DelegatingSession(OutputSession session) {
    this.session = session;
  }

  @Override
  public void fence() {
    session.fence();
  }

  @Override
  public boolean fences() {
    return session.fences();
  }

  @Override
  public boolean ready(OutputPartition partition) {
    return session.ready(partition);
  }

  @Override
  public void send(OutputPartition partition, Output output, byte[] identity) {
    session.send(partition, output, identity);
  }

  @Override
  public void check() {
    session.check();
  }

  @Override
  public void close() {
    session.close();
  }
}
