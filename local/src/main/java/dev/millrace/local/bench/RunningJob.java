package dev.millrace.local.bench;

/** A job that reads its input. */
interface RunningJob extends AutoCloseable {

  /** Records processed since its start. */
  long processed();

  /** Whether the outputs of everything processed are in the output topic, as far as it knows. */
  boolean settled();

  /** Checkpoints or snapshots that have been completed. */
  long checkpoints();

  /** What has gone wrong, or null. */
  String error();

  @Override
  void close();
}
