package dev.millrace.operator.standby;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.api.KafkaSpec;
import dev.millrace.broker.EmbeddedKafka;
import dev.millrace.controllog.ControlListener;
import dev.millrace.controllog.ControlLog;
import dev.millrace.controllog.ControlLogException;
import dev.millrace.controllog.KafkaConnection;
import dev.millrace.controllog.Subscription;
import dev.millrace.operator.pipeline.StandbyState;
import dev.millrace.stream.handover.ControlRecord;
import dev.millrace.stream.handover.ControlRecord.Birth;
import dev.millrace.stream.handover.ControlRecord.Fenced;
import dev.millrace.stream.handover.ControlRecord.Opened;
import dev.millrace.stream.handover.Handover;
import dev.millrace.stream.handover.Ownership;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The keeper of a standby over a real control log, with replicas that only speak. */
@Timeout(value = 180, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StandbyKeeperTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Set<Integer> PARTITIONS = Set.of(0, 1);
  private static final Set<String> BOTH = Set.of("north", "south.standby");

  @TempDir static Path directory;
  private static EmbeddedKafka broker;

  @BeforeAll
  static void start() throws Exception {
    broker = EmbeddedKafka.start(directory, 0);
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  private static KafkaConnection kafka() {
    return KafkaConnection.plain(broker.bootstrapServers());
  }

  @Test
  void aLostOwnerIsFencedOnceHoweverManyOperatorsDieOnTheWay() throws Exception {
    String stage = "parking.count";
    try (ControlLog log = ControlLog.open(kafka(), "parking", "test", PATIENCE)) {
      List<Fenced> fences = fences(log, stage);
      bear(log, stage);
      SpeakingReplica owner =
          new SpeakingReplica(kafka(), log, "parking", stage, "north", PARTITIONS);
      try (SpeakingReplica standby =
          new SpeakingReplica(kafka(), log, "parking", stage, "south.standby", PARTITIONS)) {
        StandbyKeeper first = keeper("parking", stage, BOTH);
        Thread firstThread = Thread.ofPlatform().start(first);
        until("the standby to follow", () -> first.state().following().contains("south.standby"));
        assertThat(first.state().inputFrom()).isEqualTo(Map.of(0, 7L, 1, 7L));
        assertThat(first.state().owners()).containsExactly("north", "north");
        assertThat(fences).isEmpty();

        owner.close();
        until("the fence", () -> pending(log, stage, 0) != null && pending(log, stage, 1) != null);
        firstThread.interrupt();
        firstThread.join();

        StandbyKeeper second = keeper("parking", stage, BOTH);
        Thread secondThread = Thread.ofPlatform().start(second);
        until(
            "the second to look", () -> second.state().owners().equals(List.of("north", "north")));
        for (int partition : PARTITIONS) {
          Handover given = pending(log, stage, partition);
          assertThat(given.fence()).isTrue();
          assertThat(given.to()).isEqualTo("south.standby");
          log.append(stage, new Opened(partition, given.id(), standby.incarnation(partition), 5))
              .get();
        }
        until(
            "the take-over to be seen",
            () -> second.state().owners().equals(List.of("south.standby", "south.standby")));
        assertThat(fences).hasSize(PARTITIONS.size());

        second.takers(Set.of());
        secondThread.join();
        assertThat(second.state()).isEqualTo(StandbyState.NONE);
      }
    }
  }

  /** The pool's standby may not take over any more, a third replica may: it gets the partitions. */
  @Test
  void nothingIsGivenToAReplicaThatMayNotTakeOverAnyMore() throws Exception {
    String stage = "quiet.count";
    try (ControlLog log = ControlLog.open(kafka(), "quiet", "test", PATIENCE)) {
      List<Fenced> fences = fences(log, stage);
      bear(log, stage);
      SpeakingReplica owner =
          new SpeakingReplica(kafka(), log, "quiet", stage, "north", PARTITIONS);
      try (SpeakingReplica old =
              new SpeakingReplica(kafka(), log, "quiet", stage, "south.standby", PARTITIONS);
          SpeakingReplica third =
              new SpeakingReplica(kafka(), log, "quiet", stage, "west.standby", PARTITIONS)) {
        StandbyKeeper keeper = keeper("quiet", stage, BOTH);
        Thread thread = Thread.ofPlatform().start(keeper);
        until("the old one to follow", () -> keeper.state().following().contains("south.standby"));
        keeper.takers(Set.of("north", "west.standby"));
        until("the third to follow", () -> keeper.state().following().contains("west.standby"));
        assertThat(keeper.state().takers()).containsExactly("north", "west.standby");
        owner.close();
        until("the fence", () -> pending(log, stage, 0) != null && pending(log, stage, 1) != null);
        assertThat(fences).extracting(Fenced::to).containsOnly("west.standby");
        keeper.takers(Set.of());
        thread.join();
      }
    }
  }

  private static void bear(ControlLog log, String stage) throws Exception {
    for (int partition : PARTITIONS) {
      log.append(stage, new Birth(partition, "north", 1, 0)).get();
    }
  }

  private static StandbyKeeper keeper(String pipeline, String stage, Set<String> takers) {
    StandbyPlan plan = new StandbyPlan(new KafkaSpec("unused", null), pipeline, stage, 2);
    return new StandbyKeeper("test", () -> Optional.of(plan), takers, of -> kafka(), () -> {});
  }

  private static Handover pending(ControlLog log, String stage, int partition) throws Exception {
    log.readToEnd(PATIENCE);
    return log.ownership(stage, partition).map(Ownership::pending).orElse(null);
  }

  private static List<Fenced> fences(ControlLog log, String stage) throws Exception {
    List<Fenced> fences = new CopyOnWriteArrayList<>();
    for (int partition : PARTITIONS) {
      Subscription unused =
          log.subscribe(
              stage,
              partition,
              new ControlListener() {
                @Override
                public void read(long offset, ControlRecord record) {
                  if (record instanceof Fenced fenced) {
                    fences.add(fenced);
                  }
                }

                @Override
                public void ended(ControlLogException reason) {
                  // The test hears of it when it reads the log itself.
                }
              });
    }
    return fences;
  }

  private static void until(String what, Callable<Boolean> holds) {
    await(what).atMost(PATIENCE).until(holds);
  }
}
