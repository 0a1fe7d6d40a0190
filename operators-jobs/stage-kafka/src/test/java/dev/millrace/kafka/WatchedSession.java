package dev.millrace.kafka;

import dev.millrace.stream.replica.OutputPartition;
import dev.millrace.stream.stage.Output;
import java.util.function.BiConsumer;

/** A session whose sends somebody else is told of. */
record WatchedSession(OutputSession session, String replica, BiConsumer<String, Output> watcher)
    implements OutputSession {
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
    watcher.accept(replica, output);
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
