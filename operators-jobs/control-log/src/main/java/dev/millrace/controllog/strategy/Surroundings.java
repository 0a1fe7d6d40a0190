package dev.millrace.controllog.strategy;

import dev.millrace.controllog.ControlLogException;
import dev.millrace.controllog.RouterVerdict;
import dev.millrace.stream.strategy.Abort;

/**
 * What a strategy needs beside source and target for the time of a migration. Every act is
 * idempotent. One thread.
 */
public interface Surroundings extends AutoCloseable {
  /** Makes what is needed, or confirms that it is there. */
  void make() throws ControlLogException, InterruptedException;

  /** Removes all of it. */
  void remove() throws ControlLogException, InterruptedException;

  /** Whether it is there. */
  boolean isReady();

  /** Whether nothing of it is left. */
  boolean isGone();

  /** Reads what has been decided since. */
  void look() throws ControlLogException;

  /** What the router of a partition has decided, or null. */
  RouterVerdict verdict(int partition);

  /** Tells the router of a partition to leave it to the source. */
  void tell(int partition, Abort cause) throws ControlLogException, InterruptedException;

  /** Lets go of clients; removes nothing. */
  @Override
  void close();
}
