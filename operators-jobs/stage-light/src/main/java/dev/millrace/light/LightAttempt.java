package dev.millrace.light;

import dev.millrace.controllog.KafkaConnection;
import dev.millrace.kafka.IncomingCells;
import dev.millrace.kafka.KafkaRecords;
import dev.millrace.kafka.PartitionReplica;
import dev.millrace.kafka.ReplicaGroup;
import dev.millrace.kafka.ReplicaHost;
import dev.millrace.kafka.StageMonitor;
import dev.millrace.kafka.TickWriter;
import dev.millrace.stream.replica.ReplicaImage;
import dev.millrace.stream.stage.StagePlan;
import dev.millrace.stream.state.HashState;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/** One attempt at running a partition group: from loading snapshots to the first error. */
final class LightAttempt implements AutoCloseable, ReplicaHost {
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
  private final Map<Integer, SnapshotDirectory> directories = new TreeMap<>();
  private final Map<Integer, HashState> states = new TreeMap<>();
  private final List<Integer> numbers;
  private final AtomicBoolean woken = new AtomicBoolean();
  private volatile boolean stopping;
  private volatile boolean killed;

  LightAttempt(LightSettings settings, List<Integer> numbers, StageMonitor monitor, Executor disk) {
    this.settings = settings;
    this.numbers = numbers;
    this.monitor = monitor;
    this.disk = disk;
    this.plan = settings.stage().compile();
    String name =
        plan.identityName() + "-" + settings.stage().replica().name() + "-" + numbers.get(0);
    this.group =
        new ReplicaGroup(plan, settings.stage().kafka(), settings.stage().replica(), name, this);
    this.ticks =
        TickWriter.open(
            plan,
            settings.stage().kafka().impatientProducer(name + "-ticks"),
            settings.stage().clock());
    this.consumer = settings.stage().kafka().consumer(name, true);
  }

  void run() throws IOException, InterruptedException {
    begin();
    boolean busy = false;
    while (!stopping) {
      if (killed) {
        throw new StageKilledException(plan.identityName() + " " + numbers + " was killed");
      }
      ConsumerRecords<byte[], byte[]> records = poll(busy ? SOON : WAIT);
      long now = settings.nanoTime().getAsLong();
      for (TopicPartition from : records.partitions()) {
        LightPartition partition = partitions.get(from.partition());
        for (ConsumerRecord<byte[], byte[]> record : records.records(from)) {
          partition.process(KafkaRecords.toInput(record), now);
        }
      }
      busy = group.tend(now, true);
      Set<TopicPartition> paused = consumer.paused();
      for (LightPartition partition : partitions.values()) {
        busy |= partition.afterBatch(now, ticks);
        control(partition, paused);
      }
    }
    settle();
  }

  private ConsumerRecords<byte[], byte[]> poll(Duration wait) {
    try {
      if (!partitions.isEmpty()) {
        return consumer.poll(wait);
      }
      // A consumer without partitions does not poll.
      TimeUnit.NANOSECONDS.sleep(SOON.toNanos());
    } catch (WakeupException e) {
      // Something else is to be done; what has been fetched comes with the next poll.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopping = true;
    } finally {
      woken.set(false);
    }
    return ConsumerRecords.empty();
  }

  void stop() {
    stopping = true;
  }

  /** Fails it where it stands. */
  void kill() {
    killed = true;
    wake();
  }

  void stopTicks() {
    ticks.stop();
  }

  @Override
  public void wake() {
    if (woken.compareAndSet(false, true)) {
      consumer.wakeup();
    }
  }

  @Override
  public void acknowledged(boolean urgent) {
    if (urgent) {
      wake();
    }
  }

  @Override
  public IncomingCells incoming(int partition) {
    return new IncomingState(state -> states.put(partition, state));
  }

  @Override
  public void begun(PartitionReplica replica) {
    add(replica).snapshotSoon();
    assign();
  }

  @Override
  public void close() {
    monitor.left(this);
    partitions.values().forEach(LightPartition::close);
    ticks.close();
    group.close();
    KafkaConnection.closeAtOnce(consumer);
  }

  private void begin() throws IOException, InterruptedException {
    Map<Integer, ReplicaImage> images = new TreeMap<>();
    for (int number : numbers) {
      SnapshotDirectory directory =
          new SnapshotDirectory(settings.stage().directory().resolve("partition-" + number));
      SnapshotDirectory.Loaded loaded = directory.load();
      directories.put(number, directory);
      states.put(number, loaded == null ? new HashState() : loaded.state());
      images.put(number, loaded == null ? null : loaded.image());
    }
    Map<Integer, PartitionReplica> begun = group.begin(images, states);
    monitor.joined(this, numbers);
    begun.values().forEach(this::add);
    assign();
  }

  private LightPartition add(PartitionReplica replica) {
    int number = replica.partition();
    long now = settings.nanoTime().getAsLong();
    monitor.attach(number, replica.meter());
    LightPartition partition =
        new LightPartition(
            replica,
            new PartitionSnapshots(
                plan.identityName(),
                replica,
                states.get(number),
                directories.get(number),
                disk,
                monitor,
                this::wake,
                TimeUnit.MILLISECONDS.toNanos(plan.checkpointIntervalMillis()),
                now),
            now);
    partitions.put(number, partition);
    return partition;
  }

  /** Reads every partition that has begun, from the next record it wants. */
  private void assign() {
    consumer.assign(partitions.keySet().stream().map(this::input).toList());
    partitions.forEach(
        (number, partition) -> consumer.seek(input(number), partition.replica().nextOffset()));
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
    group.endTransfers();
    for (LightPartition partition : partitions.values()) {
      PartitionReplica replica = partition.replica();
      while (replica.isOwner()
          && !replica.isSettled()
          && settings.nanoTime().getAsLong() - deadline < 0) {
        group.tend(settings.nanoTime().getAsLong(), false);
        Thread.onSpinWait();
      }
      partition.lastSnapshot(settings.nanoTime().getAsLong());
    }
  }

  private TopicPartition input(int number) {
    return new TopicPartition(plan.input().topic(), number);
  }
}
