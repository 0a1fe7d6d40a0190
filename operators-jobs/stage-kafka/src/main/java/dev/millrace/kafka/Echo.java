package dev.millrace.kafka;

import dev.millrace.controllog.ShadowTopic;
import dev.millrace.stream.replica.OutputPartition;
import dev.millrace.stream.stage.Output;
import dev.millrace.stream.stage.RecordHeader;
import java.util.Arrays;

/**
 * Where a replica's outputs go while a router owns the partition: the shadow topic. That they are
 * there is not noted at the output, since that would mean that readers have it; the router reports
 * what it has taken, and until then the replica keeps it and sends it again after a restart.
 */
final class Echo implements AutoCloseable {
  private final OutputSession session;
  private final String topic;
  private final String replica;

  /** An echo over a session of its own, which it closes. */
  Echo(OutputSession session, String stage, String replica) {
    this.session = session;
    this.topic = ShadowTopic.nameOf(stage);
    this.replica = replica;
  }

  /** Sends an output; false if it has to wait. */
  boolean offer(int partition, Output output, byte[] identity) {
    OutputPartition to = new OutputPartition(topic, partition);
    session.check();
    if (!session.ready(to)) {
      return false;
    }
    RecordHeader[] headers = Arrays.copyOf(output.headers(), output.headers().length + 2);
    headers[output.headers().length] = RecordHeader.of(ShadowTopic.ORIGIN, replica);
    headers[output.headers().length + 1] =
        RecordHeader.of(ShadowTopic.CHANNEL, output.channel().name());
    Output copy =
        new Output(
            output.sn(),
            output.index(),
            output.channel(),
            output.timestamp(),
            output.key(),
            output.value(),
            headers);
    session.send(to, copy, identity);
    return true;
  }

  /** Throws what has gone wrong, if anything has. */
  void check() {
    session.check();
  }

  @Override
  public void close() {
    session.close();
  }
}
