package dev.millrace.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.FieldType;
import dev.millrace.api.OutputSpec;
import dev.millrace.api.StageSpec;
import dev.millrace.api.StepSpec;
import dev.millrace.api.StreamPipelineSpec;
import dev.millrace.api.TopicSpec;
import dev.millrace.stream.replica.ReplicaImage;
import dev.millrace.stream.replica.ReplicaImageCodec;
import dev.millrace.stream.stage.Identity;
import dev.millrace.stream.stage.InputRecord;
import dev.millrace.stream.stage.StageCompiler;
import dev.millrace.stream.stage.StagePlan;
import dev.millrace.stream.state.Cell;
import dev.millrace.stream.state.HashState;
import dev.millrace.stream.state.StateStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * One replica over simulated topics, with crashes, late landings and restarts from any checkpoint:
 * the stories of protocol.md that concern one replica (1, 3, 4, 16, 17), checked by a reader that
 * drops repeated identities. Seeded: a failing seed is printed and replays exactly.
 */
class ReplicaCrashProperties {
  private static final int RECORDS = 60;
  private static final int OUTPUT_PARTITIONS = 3;

  private final StagePlan plan = plan();
  private final List<InputRecord> input = input();
  private final Map<String, List<String>> expected = run(new Random(0), 0, false).first();

  /** Seen by a reader: the outputs per output partition, and how many were repeats. */
  private record Read(Map<String, List<String>> first, int repeats) {}

  @Property(tries = 2_000)
  void aReaderThatDropsRepeatsSeesEachOutputOnceAndInOrder(@ForAll long seed) {
    Read read = run(new Random(seed), 6, true);
    assertThat(read.first()).isEqualTo(expected);
  }

  @Property(tries = 1_000)
  void whereNothingLandsLateTheTailKeepsTheRawTopicFreeOfRepeats(@ForAll long seed) {
    Read read = run(new Random(seed), 6, false);
    assertThat(read.first()).isEqualTo(expected);
    assertThat(read.repeats()).isZero();
  }

  @Property(tries = 200)
  void withoutCrashesTheRawTopicHoldsNoRepeat(@ForAll long seed) {
    assertThat(run(new Random(seed), 0, true).repeats()).isZero();
  }

  private Read run(Random random, int crashes, boolean mayLandLater) {
    OutputTopics topics = OutputTopics.of(plan, topic -> OUTPUT_PARTITIONS);
    SimulatedTopics broker = new SimulatedTopics(topics.all(), random);
    Checkpoint checkpoint = new Checkpoint(null, new HashState());
    int left = crashes;
    while (true) {
      HashState state = copy(checkpoint.state());
      PartitionReplica replica = new PartitionReplica(plan, 0, state, topics, broker.session());
      replica.begin(
          checkpoint.image(),
          broker.tails(checkpoint.image() == null ? Map.of() : checkpoint.image().positions()));
      boolean crashed = false;
      while (!crashed && (replica.nextOffset() < input.size() || !replica.isSettled())) {
        switch (random.nextInt(8)) {
          case 0, 1, 2 -> {
            if (replica.nextOffset() < input.size()) {
              replica.process(input.get((int) replica.nextOffset()));
            }
          }
          case 3, 4 -> broker.landOne();
          case 5 -> replica.pump();
          case 6 -> checkpoint = new Checkpoint(throughBytes(replica.image()), copy(state));
          default -> {
            broker.zombiesLand();
            crashed = left > 0 && random.nextInt(6) == 0;
          }
        }
      }
      if (!crashed) {
        broker.zombiesLand();
        return read(broker);
      }
      left--;
      broker.senderDies(mayLandLater);
    }
  }

  private record Checkpoint(ReplicaImage image, HashState state) {}

  private static ReplicaImage throughBytes(ReplicaImage image) {
    try {
      return ReplicaImageCodec.fromBytes(ReplicaImageCodec.toBytes(image));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static HashState copy(StateStore state) {
    HashState copy = new HashState();
    state.forEach(
        (step, key, instance, cell) -> {
          Cell own = cell.copy();
          copy.put(step, key, instance, own);
        });
    return copy;
  }

  private static Read read(SimulatedTopics broker) {
    Map<String, List<String>> first = new LinkedHashMap<>();
    int[] repeats = new int[1];
    broker.logs.forEach(
        (at, log) -> {
          List<String> outputs = new ArrayList<>();
          Identity[] last = new Identity[1];
          for (SimulatedTopics.Landed landed : log) {
            if (last[0] != null && landed.identity().compareInPartition(last[0]) <= 0) {
              repeats[0]++;
            } else {
              last[0] = landed.identity();
              outputs.add(landed.identity() + new String(landed.value(), StandardCharsets.UTF_8));
            }
          }
          first.put(at.toString(), outputs);
        });
    return new Read(first, repeats[0]);
  }

  /** Two kinds of outputs, some records with several, some with none, some dead letters. */
  private static StagePlan plan() {
    Map<String, FieldType> fields = new LinkedHashMap<>();
    fields.put("k", FieldType.STRING);
    fields.put("v", FieldType.INT);
    Map<String, TopicSpec> topics = new LinkedHashMap<>();
    topics.put("in", new TopicSpec(1, fields, null, null, null));
    topics.put("out", new TopicSpec(OUTPUT_PARTITIONS, null, null, null, null));
    StepSpec filter =
        new StepSpec("value.v % 3 != 0", null, null, null, null, null, null, null, null, null);
    Map<String, String> sums = new LinkedHashMap<>();
    sums.put("k", "last(value.k)");
    sums.put("sum", "sum(value.v)");
    StepSpec running = new StepSpec(null, null, null, null, null, sums, null, null, null, null);
    StageSpec stage =
        new StageSpec(
            "sum",
            "in",
            "pool",
            null,
            null,
            null,
            List.of(filter, running),
            new OutputSpec("out", "value.k"),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null);
    return StageCompiler.compile(
        "test", new StreamPipelineSpec(null, topics, List.of(stage)), "sum");
  }

  private static List<InputRecord> input() {
    List<InputRecord> records = new ArrayList<>();
    for (int i = 0; i < RECORDS; i++) {
      String value =
          i % 11 == 5 ? "{\"v\":\"not a number\"}" : "{\"k\":\"k" + i % 7 + "\",\"v\":" + i + "}";
      records.add(
          new InputRecord(
              i,
              1_000 + i,
              ("k" + i % 7).getBytes(StandardCharsets.UTF_8),
              value.getBytes(StandardCharsets.UTF_8),
              InputRecord.NO_HEADERS));
    }
    return records;
  }
}
