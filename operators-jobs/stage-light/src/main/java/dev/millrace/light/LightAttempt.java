package dev.millrace.light;

import dev.millrace.kafka.KafkaRecords;
import dev.millrace.kafka.PartitionReplica;
import dev.millrace.kafka.ReplicaGroup;
import dev.millrace.kafka.StageMonitor;
import dev.millrace.kafka.TickWriter;
import dev.millrace.stream.replica.ReplicaImage;
import dev.millrace.stream.stage.StagePlan;
import dev.millrace.stream.state.HashState;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** One attempt at running a partition group: from loading snapshots to the first error. */
final class LightAttempt implements AutoCloseable {
  private static final Duration WAIT = Duration.ofMillis(50);
  private static final Duration SOON = Duration.ofMillis(1);
  private static final long SETTLE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final LightSettings settings;
  private final StageMonitor monitor;
  private final Executor disk;
  private final StagePlan plan;
  private final ReplicaGroup group;
  private final TickWriter ticks;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<Integer, LightPartition> partitions = new TreeMap<>();
  private final List<Integer> numbers;
  private volatile boolean stopping;

  LightAttempt(LightSettings settings, List<Integer> numbers, StageMonitor monitor, Executor disk) {
    this.settings = settings;
    this.numbers = numbers;
    this.monitor = monitor;
    this.disk = disk;
    this.plan = settings.stage().compile();
    String name = plan.identityName() + "-" + numbers.get(0);
    this.group = new ReplicaGroup(plan, settings.stage().kafka(), name, () -> {});
    this.ticks =
        TickWriter.open(
            plan,
            settings.stage().kafka().impatientProducer(name + "-ticks"),
            settings.stage().clock());
    this.consumer = settings.stage().kafka().consumer(name, true);
  }

  void run() throws IOException {
    begin();
    boolean busy = false;
    while (!stopping) {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(busy ? SOON : WAIT);
      long now = settings.nanoTime().getAsLong();
      for (TopicPartition from : records.partitions()) {
        LightPartition partition = partitions.get(from.partition());
        for (ConsumerRecord<byte[], byte[]> record : records.records(from)) {
          partition.process(KafkaRecords.toInput(record), now);
        }
      }
      busy = false;
      Set<TopicPartition> paused = consumer.paused();
      for (LightPartition partition : partitions.values()) {
        busy |= partition.afterBatch(now, ticks);
        control(partition, paused);
      }
    }
    settle();
  }

  void stop() {
    stopping = true;
  }

  void stopTicks() {
    ticks.stop();
  }

  @Override
  public void close() {
    partitions.values().forEach(LightPartition::close);
    ticks.close();
    group.close();
    consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
  }

  private void begin() throws IOException {
    Map<Integer, ReplicaImage> images = new TreeMap<>();
    Map<Integer, HashState> states = new TreeMap<>();
    Map<Integer, SnapshotDirectory> directories = new TreeMap<>();
    for (int number : numbers) {
      SnapshotDirectory directory =
          new SnapshotDirectory(settings.stage().directory().resolve("partition-" + number));
      SnapshotDirectory.Loaded loaded = directory.load();
      directories.put(number, directory);
      states.put(number, loaded == null ? new HashState() : loaded.state());
      images.put(number, loaded == null ? null : loaded.image());
    }
    Map<Integer, PartitionReplica> replicas = group.begin(images, states);
    long now = settings.nanoTime().getAsLong();
    for (int number : numbers) {
      PartitionReplica replica = replicas.get(number);
      monitor.attach(number, replica.meter());
      partitions.put(
          number,
          new LightPartition(
              replica,
              new PartitionSnapshots(
                  plan.identityName(),
                  replica,
                  states.get(number),
                  directories.get(number),
                  disk,
                  monitor,
                  TimeUnit.MILLISECONDS.toNanos(plan.checkpointIntervalMillis()),
                  now),
              now));
    }
    seek(images);
  }

  private void seek(Map<Integer, ReplicaImage> images) {
    List<TopicPartition> assigned = new ArrayList<>();
    List<TopicPartition> born = new ArrayList<>();
    numbers.forEach(number -> assigned.add(input(number)));
    consumer.assign(assigned);
    images.forEach(
        (number, image) -> {
          if (image == null) {
            born.add(input(number));
          } else {
            consumer.seek(input(number), image.stage().nextOffset());
          }
        });
    if (!born.isEmpty()) {
      consumer.seekToBeginning(born);
    }
  }

  private void control(LightPartition partition, Set<TopicPartition> paused) {
    TopicPartition input = input(partition.replica().partition());
    boolean isPaused = paused.contains(input);
    if (partition.replica().hasRoom() == isPaused) {
      if (isPaused) {
        consumer.resume(List.of(input));
      } else {
        consumer.pause(List.of(input));
      }
    }
    partition.noteLag(consumer.currentLag(input), consumer.position(input));
  }

  /** A graceful end: what has been sent is acknowledged, and the last snapshot holds it. */
  private void settle() {
    long deadline = settings.nanoTime().getAsLong() + SETTLE_NANOS;
    for (LightPartition partition : partitions.values()) {
      while (!partition.replica().isSettled() && settings.nanoTime().getAsLong() - deadline < 0) {
        partition.replica().pump();
        Thread.onSpinWait();
      }
      partition.lastSnapshot(settings.nanoTime().getAsLong());
    }
  }

  private TopicPartition input(int number) {
    return new TopicPartition(plan.input().topic(), number);
  }
}
