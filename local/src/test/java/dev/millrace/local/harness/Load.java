package dev.millrace.local.harness;

import dev.millrace.api.CustomSpec;
import dev.millrace.api.FieldType;
import dev.millrace.api.OutputSpec;
import dev.millrace.api.StageSpec;
import dev.millrace.api.StageSpec.Delivery;
import dev.millrace.api.StepSpec;
import dev.millrace.api.StreamPipelineSpec;
import dev.millrace.api.TopicSpec;
import dev.millrace.api.WindowSpec;
import dev.millrace.controllog.KafkaConnection;
import dev.millrace.stream.stage.Identity;
import dev.millrace.stream.stage.StageCompiler;
import dev.millrace.stream.stage.StagePlan;
import dev.millrace.stream.step.CustomStep;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** A stage with windows and running sums, records for it, and what it must make of them. */
public final class Load implements AutoCloseable {
  public static final String INPUT = "in";
  public static final String OUTPUT = "out";
  public static final String STAGE = "sums";
  public static final String DEAD_LETTERS = "test.sums.dead-letters";
  private static final int KEYS = 50;
  private static final int BURST = 5;
  private static final long START_MILLIS = 1_700_000_000_000L;

  private final KafkaConnection kafka;
  private final int partitions;
  private final Delivery delivery;
  private final Class<? extends CustomStep> custom;
  private final KafkaProducer<byte[], byte[]> producer;
  private Set<Integer> quiet = Set.of();
  private int sent;
  private long count;

  public Load(KafkaConnection kafka, int partitions, Delivery delivery) {
    this(kafka, partitions, delivery, null);
  }

  /** A load whose stage begins with a step in Java, if that is not null. */
  public Load(
      KafkaConnection kafka,
      int partitions,
      Delivery delivery,
      Class<? extends CustomStep> custom) {
    this.custom = custom;
    this.kafka = kafka;
    this.partitions = partitions;
    this.delivery = delivery;
    this.producer = kafka.producer("load");
  }

  /** Windows of ten milliseconds of event time, then running totals of their counts. */
  public StreamPipelineSpec pipeline() {
    Map<String, TopicSpec> topics = new LinkedHashMap<>();
    topics.put(INPUT, new TopicSpec(partitions, Map.of("v", FieldType.INT), null, null, "0s"));
    topics.put(OUTPUT, new TopicSpec(partitions, null, null, null, "0s"));
    WindowSpec window =
        new WindowSpec("10ms", null, null, null, Map.of("n", "count()", "sum", "sum(value.v)"));
    List<StepSpec> steps = new ArrayList<>();
    if (custom != null) {
      CustomSpec java = new CustomSpec(custom.getName(), Map.of(), null);
      steps.add(new StepSpec(null, null, null, null, null, null, null, null, null, java));
    }
    steps.addAll(sums(window));
    StageSpec stage =
        new StageSpec(
            STAGE,
            INPUT,
            "pool",
            null,
            2,
            null,
            steps,
            new OutputSpec(OUTPUT, null),
            null,
            null,
            null,
            delivery,
            "20ms",
            "300ms",
            null,
            null);
    return new StreamPipelineSpec(null, topics, List.of(stage));
  }

  /** From now on these partitions get no records. */
  public void quiet(Set<Integer> partitions) {
    quiet = Set.copyOf(partitions);
  }

  /** Records sent so far. */
  public long sent() {
    return count;
  }

  /** Sends records for about that long, a few thousand a second. */
  public void sendFor(Duration time) {
    sendFor(time, BURST);
  }

  /** Sends records for about that long, this many a millisecond. */
  public void sendFor(Duration time, int burst) {
    long end = System.nanoTime() + time.toNanos();
    do {
      for (int i = 0; i < burst; i++) {
        sendNext();
      }
      LockSupport.parkNanos(1_000_000);
    } while (System.nanoTime() < end);
  }

  private void sendNext() {
    if (quiet.contains(sent * 7 % KEYS % partitions)) {
      sent++;
      return;
    }
    producer.send(next(sent % 1_000));
  }

  private ProducerRecord<byte[], byte[]> next(long value) {
    count++;
    byte[] key = nextKey().getBytes(StandardCharsets.UTF_8);
    int partition = sent * 7 % KEYS % partitions;
    return new ProducerRecord<>(
        INPUT,
        partition,
        START_MILLIS + sent++,
        key,
        ("{\"v\":" + value + "}").getBytes(StandardCharsets.UTF_8));
  }

  public void flush() {
    producer.flush();
  }

  private static List<StepSpec> sums(WindowSpec window) {
    return List.of(
        new StepSpec(null, null, null, null, null, null, window, null, null, null),
        new StepSpec(
            null,
            null,
            null,
            null,
            null,
            Map.of("records", "sum(value.n)", "total", "sum(value.sum)"),
            null,
            null,
            null,
            null));
  }

  /** The key of the next record. */
  public String nextKey() {
    return "k" + sent * 7 % KEYS;
  }

  /** Sends one record of this value; where it lies. */
  public RecordMetadata sendOne(long value) {
    try {
      return producer.send(next(value)).get(30, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sends so many records. */
  public void send(int records) {
    for (int i = 0; i < records; i++) {
      sendNext();
    }
  }

  /** What a run in memory without any crash computes from the log, by lane as the reader has it. */
  public Map<String, List<String>> expectedOutputs() {
    try (ExpectedOutputs expected = expect()) {
      expected.advance();
      return expected.lanes();
    }
  }

  /**
   * The same for one generation.
   *
   * @param births by partition, offset of its SN 1; 0 where none is given
   * @param wanted which of its outputs count
   */
  public Map<String, List<String>> expectedOutputs(
      int generation, Map<Integer, Long> births, Predicate<Identity> wanted) {
    StagePlan plan = StageCompiler.compile("test", pipeline(), STAGE).withGeneration(generation);
    try (ExpectedOutputs expected =
        new ExpectedOutputs(plan, kafka, partitions).from(births).only(wanted)) {
      expected.advance();
      return expected.lanes();
    }
  }

  /** The same, one after the other: lane and text of each output, in the order of each lane. */
  public void expectedOutputs(BiConsumer<String, String> taker) {
    StagePlan plan = StageCompiler.compile("test", pipeline(), STAGE);
    try (ExpectedOutputs expected = new ExpectedOutputs(plan, kafka, partitions, taker)) {
      expected.advance();
    }
  }

  /** What a run in memory computes, as far as the log goes. */
  public ExpectedOutputs expect() {
    StagePlan plan = StageCompiler.compile("test", pipeline(), STAGE);
    return new ExpectedOutputs(plan, kafka, partitions);
  }

  @Override
  public void close() {
    producer.close();
  }
}
