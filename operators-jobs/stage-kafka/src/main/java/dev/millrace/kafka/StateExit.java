package dev.millrace.kafka;

import dev.millrace.stream.snapshot.SnapshotWriter;
import java.io.IOException;

/** The way by which the chunks of one snapshot leave. One thread, which may wait. */
interface StateExit extends SnapshotWriter.ChunkSink, AutoCloseable {
  /** Waits until every chunk is where it has to be; fails if one is not, in time. */
  void awaitArrival() throws IOException;

  /** Gives up what is on its way. */
  @Override
  void close();
}
