package dev.millrace.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.stream.handover.Gate;
import dev.millrace.stream.stage.InputRecord;
import dev.millrace.stream.stage.StagePlan;
import dev.millrace.stream.state.HashState;
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
  private final StagePlan plan = SmallStage.plan();
  private final List<InputRecord> input = SmallStage.input();
  private final Map<String, List<String>> expected = run(new Random(0), 0, false).first();

  @Property(tries = 2_000)
  void aReaderThatDropsRepeatsSeesEachOutputOnceAndInOrder(@ForAll long seed) {
    OutputReading read = run(new Random(seed), 6, true);
    assertThat(read.first()).isEqualTo(expected);
  }

  @Property(tries = 1_000)
  void whereNothingLandsLateTheTailKeepsTheRawTopicFreeOfRepeats(@ForAll long seed) {
    OutputReading read = run(new Random(seed), 6, false);
    assertThat(read.first()).isEqualTo(expected);
    assertThat(read.repeats()).isZero();
  }

  @Property(tries = 200)
  void withoutCrashesTheRawTopicHoldsNoRepeat(@ForAll long seed) {
    assertThat(run(new Random(seed), 0, true).repeats()).isZero();
  }

  private OutputReading run(Random random, int crashes, boolean mayLandLater) {
    OutputTopics topics = OutputTopics.of(plan, topic -> SmallStage.OUTPUT_PARTITIONS);
    SimulatedTopics broker = new SimulatedTopics(topics.all(), random, false);
    SavedReplica checkpoint = SavedReplica.BIRTH;
    int left = crashes;
    while (true) {
      HashState state = checkpoint.newState();
      SimulatedTopics.Sender sender = broker.open();
      PartitionReplica replica =
          new PartitionReplica(plan, 0, state, topics, sender, Gate.open(0, plan.generation()));
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
          case 3, 4 -> sender.landOne();
          case 5 -> replica.pump();
          case 6 -> checkpoint = SavedReplica.of(replica.image(), state);
          default -> {
            broker.zombiesLand();
            crashed = left > 0 && random.nextInt(6) == 0;
          }
        }
      }
      if (!crashed) {
        broker.zombiesLand();
        return OutputReading.of(broker);
      }
      left--;
      sender.dies(mayLandLater);
    }
  }
}
