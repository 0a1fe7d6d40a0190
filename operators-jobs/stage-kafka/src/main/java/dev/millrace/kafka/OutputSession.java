package dev.millrace.kafka;

import dev.millrace.stream.replica.OutputPartition;
import dev.millrace.stream.stage.Output;

/**
 * One session of sending outputs, from one start of a replica to its end. An output is acknowledged
 * by {@link Output#acknowledge}. Any send error of an owner ends the session: the attempt is over,
 * and a restart replays; nothing is ever sent after an error, so there is never a hole. One thread.
 */
public interface OutputSession extends AutoCloseable {
  /**
   * Makes sends of other sessions, and this one's so far, impossible where the delivery mode can
   * (protocol.md, start 3); must return before the tail is read. A replica calls it whenever it
   * becomes owner anew; what was sent before and is not acknowledged has to be sent again then.
   */
  void fence();

  /** Whether {@link #fence} does anything. */
  boolean fences();

  /** Whether an output to this partition may be sent now; if not, ask again later. */
  boolean ready(OutputPartition partition);

  /**
   * Sends one output.
   *
   * @throws OutputFailedException if something has gone wrong before; nothing is sent then
   */
  void send(OutputPartition partition, Output output, byte[] identity);

  /**
   * Throws what has gone wrong since {@link #fence} was called last, if anything has.
   *
   * @throws OutputFailedException with the output's identity and the cause
   */
  void check();

  /** Ends the session; what is in flight is given up after a short while. */
  @Override
  void close();
}
