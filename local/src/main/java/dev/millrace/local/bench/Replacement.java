package dev.millrace.local.bench;

import java.io.IOException;

/** A running stage that is replaced by another one of its kind, in whatever way. */
interface Replacement extends AutoCloseable {

  /** Brings the first one to life. */
  void begin() throws IOException, InterruptedException;

  /** Does once what is going to be measured, where that is not done with a cold program. */
  default void rehearse() throws IOException, InterruptedException {
    // A copy is started and killed as it is.
  }

  /**
   * Replaces it by another one, which is alone at the end.
   *
   * @param sent number of records in the input
   * @return from when on it was worked at until it was done
   */
  Stretch replace(long sent) throws IOException, InterruptedException;

  @Override
  void close() throws IOException;
}
