package dev.millrace.local.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Topics in memory, written by hand. */
final class MemoryLog implements LogSource {
  private final Map<String, List<List<LogRecord>>> topics = new TreeMap<>();

  MemoryLog topic(String name, int partitions) {
    List<List<LogRecord>> logs = new ArrayList<>();
    for (int p = 0; p < partitions; p++) {
      logs.add(new ArrayList<>());
    }
    topics.put(name, logs);
    return this;
  }

  MemoryLog add(String topic, int partition, LogRecord record) {
    List<LogRecord> log = log(topic, partition);
    log.add(LogText.at(record, log.size()));
    return this;
  }

  List<LogRecord> log(String topic, int partition) {
    return topics.get(topic).get(partition);
  }

  @Override
  public void read(String topic, int partition, Consumer<LogRecord> reader) {
    log(topic, partition).forEach(reader);
  }

  @Override
  public LogRecord at(String topic, int partition, long offset) {
    return log(topic, partition).get((int) offset);
  }

  @Override
  public int partitions(String topic) {
    return topics.containsKey(topic) ? topics.get(topic).size() : 0;
  }
}
