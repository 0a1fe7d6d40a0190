package dev.millrace.gateway.observe;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads topics from their start into tables and goes on for ever, on a thread of its own. It
 * belongs to no consumer group: every gateway reads everything.
 */
final class TableReader {
  private static final Logger LOG = LoggerFactory.getLogger(TableReader.class);
  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration CALL = Duration.ofSeconds(5);

  /** Between two looks for topics and partitions that are not there yet. */
  private static final long SEARCH_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final long CLOSE_MILLIS = 2000;

  private final String name;
  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final TopicTables tables;
  private final java.util.function.Consumer<Set<Subject>> changes;
  private final Thread thread;
  private volatile Set<String> topics = Set.of();
  private volatile boolean closed;
  private volatile Consumer<byte[], byte[]> consumer;

  // The reader's thread only.
  private final Map<TopicPartition, Long> positions = new HashMap<>();
  private final Map<TopicPartition, Long> ends = new HashMap<>();
  private Set<String> followed = Set.of();
  private long searchedNanos;
  private String shown = "";

  /**
   * @param changes is told, on the reader's thread, which subjects are not what they were
   */
  TableReader(
      String name,
      Supplier<Consumer<byte[], byte[]>> consumers,
      TopicTables tables,
      java.util.function.Consumer<Set<Subject>> changes) {
    this.name = name;
    this.consumers = consumers;
    this.tables = tables;
    this.changes = changes;
    this.thread = Thread.ofPlatform().name("gateway-tables-" + name).daemon().unstarted(this::run);
  }

  /** Reads these topics from now on, and no others. The first that are given start the thread. */
  synchronized void follow(Set<String> wanted) {
    topics = Set.copyOf(wanted);
    if (!topics.isEmpty() && thread.getState() == Thread.State.NEW && !closed) {
      thread.start();
    }
  }

  private void run() {
    while (!closed) {
      try (Consumer<byte[], byte[]> made = consumers.get()) {
        consumer = made;
        made.assign(positions.keySet());
        positions.forEach(made::seek);
        read(made);
      } catch (WakeupException e) {
        // Only close wakes.
        return;
      } catch (RuntimeException e) {
        report("cannot be read: " + e.getMessage());
        pause();
      }
    }
  }

  private void read(Consumer<byte[], byte[]> consumer) {
    while (!closed) {
      search(consumer);
      if (positions.isEmpty()) {
        pause();
        continue;
      }
      Set<Subject> changed = new LinkedHashSet<>();
      consumer.poll(POLL).forEach(one -> tables.apply(one).ifPresent(changed::add));
      consumer.assignment().forEach(one -> positions.put(one, consumer.position(one, CALL)));
      seeWhatIsWhole();
      if (!changed.isEmpty()) {
        changes.accept(changed);
      }
    }
  }

  /** Takes up what is new and drops what is not wanted any more. */
  private void search(Consumer<byte[], byte[]> consumer) {
    Set<String> wanted = topics;
    if (wanted.equals(followed) && System.nanoTime() - searchedNanos < SEARCH_NANOS) {
      return;
    }
    followed = wanted;
    searchedNanos = System.nanoTime();
    tables.follow(wanted);
    Set<TopicPartition> found = new HashSet<>();
    Set<String> missing = new TreeSet<>(wanted);
    for (String topic : wanted) {
      for (PartitionInfo one : partitions(consumer, topic)) {
        found.add(new TopicPartition(topic, one.partition()));
        missing.remove(topic);
      }
    }
    report(missing.isEmpty() ? "can be read" : "cannot be read yet: " + missing);
    take(consumer, wanted, found);
  }

  private List<PartitionInfo> partitions(Consumer<byte[], byte[]> consumer, String topic) {
    try {
      List<PartitionInfo> found = consumer.partitionsFor(topic, CALL);
      if (found != null && !found.isEmpty()) {
        return found;
      }
      tables.table(topic).cannotBeRead("topic " + topic + " does not exist");
    } catch (WakeupException e) {
      throw e;
    } catch (KafkaException e) {
      tables.table(topic).cannotBeRead("the broker is unreachable");
    }
    return List.of();
  }

  private void take(
      Consumer<byte[], byte[]> consumer, Set<String> wanted, Set<TopicPartition> found) {
    boolean fewer = positions.keySet().removeIf(one -> !wanted.contains(one.topic()));
    ends.keySet().retainAll(positions.keySet());
    Set<TopicPartition> fresh = new HashSet<>(found);
    fresh.removeAll(positions.keySet());
    if (fewer || !fresh.isEmpty()) {
      Set<TopicPartition> all = new HashSet<>(positions.keySet());
      all.addAll(fresh);
      consumer.assign(all);
    }
    if (!fresh.isEmpty()) {
      Map<TopicPartition, Long> starts = consumer.beginningOffsets(fresh, CALL);
      Map<TopicPartition, Long> now = consumer.endOffsets(fresh, CALL);
      starts.forEach(consumer::seek);
      positions.putAll(starts);
      ends.putAll(now);
    }
  }

  /** A topic is whole when all of its partitions have been read to where they ended at first. */
  private void seeWhatIsWhole() {
    ends.entrySet().removeIf(end -> positions.get(end.getKey()) >= end.getValue());
    Set<String> open = new HashSet<>();
    ends.keySet().forEach(one -> open.add(one.topic()));
    for (TopicPartition one : positions.keySet()) {
      if (!open.contains(one.topic())) {
        tables.table(one.topic()).whole();
      }
    }
  }

  /** Logs each change once. */
  private void report(String state) {
    if (!state.equals(shown) && !closed) {
      shown = state;
      LOG.info("Gateway {}: observed topics {}", name, state);
    }
  }

  private void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
    } catch (InterruptedException e) {
      // Nobody interrupts this thread; if somebody did, it would be to end it.
      closed = true;
    }
  }

  /** Ends the thread, waiting for a moment. */
  public void close() throws InterruptedException {
    synchronized (this) {
      closed = true;
    }
    Consumer<byte[], byte[]> reading = consumer;
    if (reading != null) {
      // Interrupting it would stop it from closing its connections in order.
      reading.wakeup();
    }
    thread.join(CLOSE_MILLIS);
  }
}
