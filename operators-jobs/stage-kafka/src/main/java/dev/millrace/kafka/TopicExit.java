package dev.millrace.kafka;

import dev.millrace.controllog.SnapshotSender;
import dev.millrace.stream.snapshot.SnapshotChunk;
import java.io.IOException;

/** Into the snapshot topic: arrived is what the brokers have. */
record TopicExit(SnapshotSender sender) implements StateExit {
  @Override
  public void accept(SnapshotChunk chunk) throws IOException {
    sender.accept(chunk);
  }

  @Override
  public void awaitArrival() throws IOException {
    sender.awaitAcknowledged();
  }

  @Override
  public void close() {
    sender.close();
  }
}
