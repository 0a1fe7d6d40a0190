package dev.millrace.local.check;

import java.util.function.Consumer;

/** Where the checker reads from. */
interface LogSource {
  /** Reads a partition from its oldest record to its end, as the end was when the call began. */
  void read(String topic, int partition, Consumer<LogRecord> reader);

  /** The one record at this offset. */
  LogRecord at(String topic, int partition, long offset);

  /** Number of partitions of a topic; 0 if it does not exist. */
  int partitions(String topic);
}
