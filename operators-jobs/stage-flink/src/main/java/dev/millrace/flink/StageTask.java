package dev.millrace.flink;

/** A task of a stage that runs, in this JVM or in another one. Thread-safe. */
interface StageTask {
  /** Tells it something, without waiting until it has been heard. */
  void tell(StageCommand command);
}
