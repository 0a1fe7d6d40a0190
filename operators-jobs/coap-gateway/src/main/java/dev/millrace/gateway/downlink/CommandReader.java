package dev.millrace.gateway.downlink;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads commands on a thread of its own, no more than may be open, and commits those that are done
 * with and have none before them that is not.
 */
final class CommandReader {
  private static final Logger LOG = LoggerFactory.getLogger(CommandReader.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration COMMIT = Duration.ofSeconds(5);
  private static final long PAUSE_MILLIS = 1000;
  private static final long CLOSE_MILLIS = 3000;

  private final DownlinkSettings settings;
  private final java.util.function.Consumer<Received> sender;
  private final Positions positions = new Positions();
  private final AtomicInteger open = new AtomicInteger();
  private final Thread thread;
  private volatile boolean closed;
  private volatile Consumer<byte[], byte[]> consumer;

  /**
   * @param sender takes each command, on the reader's thread, without waiting
   */
  CommandReader(DownlinkSettings settings, java.util.function.Consumer<Received> sender) {
    this.settings = settings;
    this.sender = sender;
    this.thread =
        Thread.ofPlatform()
            .name("gateway-commands-" + settings.name())
            .daemon()
            .unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Its result is in the log. */
  void done(Received command) {
    positions.done(command.partition(), command.offset());
    open.decrementAndGet();
  }

  int open() {
    return open.get();
  }

  private void run() {
    while (!closed) {
      try (Consumer<byte[], byte[]> made = settings.consumer()) {
        consumer = made;
        made.subscribe(List.of(settings.topic()), new Leaving(made));
        read(made);
      } catch (WakeupException e) {
        // Only close wakes.
        return;
      } catch (RuntimeException e) {
        LOG.warn(
            "Gateway {}: commands of topic {} cannot be read: {}",
            settings.name(),
            settings.topic(),
            e.getMessage());
        pause();
      }
    }
  }

  private void read(Consumer<byte[], byte[]> from) {
    while (!closed) {
      Set<TopicPartition> mine = from.assignment();
      if (open.get() < settings.maxOpen()) {
        from.resume(mine);
      } else {
        from.pause(mine);
      }
      from.poll(POLL)
          .forEach(
              incoming -> {
                positions.opened(incoming.partition(), incoming.offset());
                open.incrementAndGet();
                sender.accept(Received.of(incoming));
              });
      commit(from);
    }
    commit(from);
  }

  private void commit(Consumer<byte[], byte[]> from) {
    Map<Integer, Long> done = positions.toCommit();
    Map<TopicPartition, OffsetAndMetadata> ready = new HashMap<>();
    done.forEach(
        (partition, offset) ->
            ready.put(
                new TopicPartition(settings.topic(), partition), new OffsetAndMetadata(offset)));
    if (ready.isEmpty()) {
      return;
    }
    try {
      from.commitSync(ready, COMMIT);
      positions.committed(done);
    } catch (WakeupException e) {
      throw e;
    } catch (KafkaException e) {
      // It is tried again at the next turn.
      LOG.warn("Gateway {}: commands done were not committed: {}", settings.name(), e.getMessage());
    }
  }

  /** What of a partition is still open goes on; who has it now does it once more. */
  private final class Leaving implements ConsumerRebalanceListener {
    private final Consumer<byte[], byte[]> from;

    Leaving(Consumer<byte[], byte[]> from) {
      this.from = from;
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      commit(from);
      partitions.forEach(one -> positions.forget(one.partition()));
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      partitions.forEach(one -> positions.forget(one.partition()));
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      partitions.forEach(one -> positions.forget(one.partition()));
    }
  }

  private void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      // Nobody interrupts this thread; if somebody did, it would be to end it.
      closed = true;
    }
  }

  /** Commits, and ends the thread, waiting for a moment. */
  public void close() throws InterruptedException {
    closed = true;
    thread.join(CLOSE_MILLIS);
    Consumer<byte[], byte[]> reading = consumer;
    if (thread.isAlive() && reading != null) {
      reading.wakeup();
      thread.join(CLOSE_MILLIS);
    }
  }
}
