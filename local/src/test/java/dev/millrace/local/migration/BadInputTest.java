package dev.millrace.local.migration;

import static dev.millrace.api.MigrationPhase.CatchingUp;
import static dev.millrace.api.MigrationPhase.CuttingOver;
import static dev.millrace.api.MigrationPhase.Observing;
import static dev.millrace.api.MigrationPhase.Preparing;
import static dev.millrace.api.MigrationPhase.Refused;
import static dev.millrace.api.MigrationPhase.RolledBack;
import static dev.millrace.api.MigrationPhase.RollingBack;
import static dev.millrace.api.MigrationPhase.Succeeded;
import static dev.millrace.api.MigrationPhase.Transferring;
import static dev.millrace.api.MigrationPhase.Verifying;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.MigrationPhase;
import dev.millrace.controllog.migration.MigrationJournal.Wishes;
import dev.millrace.controllog.migration.PartitionProof;
import dev.millrace.controllog.migration.StageMigrations;
import dev.millrace.local.migration.Site.Place;
import dev.millrace.stream.migration.MigrationState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a migration is given, and what it meets on its way, that it cannot do with: it is refused or
 * rolled back with a reason that says what and where, the source goes on as if nothing had been.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTest {
  private static final String SNAPSHOTS = "test.millrace.snapshots";

  @TempDir static Path directory;
  private Scenario scenario;

  @BeforeAll
  void start() throws Exception {
    HiddenStep.next = HiddenStep.Kind.RIGHT;
    scenario = new Scenario(directory, Place.light(2), false, HiddenStep.class);
  }

  @AfterAll
  void end() throws Exception {
    scenario.close();
  }

  /**
   * Whatever a test has done, the owner is alone again, and has lost, repeated and changed nothing.
   */
  @AfterEach
  void theSourceIsUntouched() {
    HiddenStep.next = HiddenStep.Kind.RIGHT;
    HiddenStep.stopped = false;
    assertThat(scenario.site().running().keySet()).containsExactly(scenario.owner());
    scenario.verify();
    assertThat(scenario.repeats()).isZero();
  }

  @Test
  void aStageThatHasNeverRun() throws Exception {
    try (Migration migration = new Migration(scenario, Place.light(1), "test.nothing")) {
      assertThat(migration.run().phase()).isEqualTo(Refused);
      assertThat(migration.state().reason())
          .isEqualTo("test.nothing has never run: the control log does not know its partition 0");
    }
  }

  @Test
  void aReplicaThatOwnsTheStageAlready() throws Exception {
    String owner = scenario.owner();
    try (Migration migration =
        new Migration(
            scenario,
            Migration.rules(owner, owner),
            scenario.site().of(owner, owner, Place.light(1)))) {
      assertThat(migration.run().phase()).isEqualTo(Refused);
      assertThat(migration.state().reason()).isEqualTo("test.sums runs as " + owner + " already");
    }
  }

  @Test
  void aSourceThatDoesNotOwnTheStage() throws Exception {
    try (Migration migration =
        new Migration(
            scenario,
            Migration.rules("nobody", "r99"),
            scenario.site().of("nobody", "r99", Place.light(1)))) {
      assertThat(migration.run().phase()).isEqualTo(Refused);
      assertThat(migration.state().reason())
          .isEqualTo(
              "partition 0 of test.sums belongs to %s, not to nobody".formatted(scenario.owner()));
    }
  }

  @Test
  void aSecondMigrationWhileThereIsOne() throws Exception {
    StageMigrations stages = new StageMigrations();
    String source = scenario.owner();
    try (Migration first = exclusive(stages, source, scenario.newReplica());
        Migration second = exclusive(stages, source, scenario.newReplica())) {
      first.runTo(Transferring);
      assertThat(second.run().phase()).isEqualTo(Refused);
      assertThat(second.state().reason())
          .isEqualTo(
              "test.sums is being moved by migration %s already: wait for its end, or abort it"
                  .formatted(first.rules().name()));
      first.wish(new Wishes(false, true, false));
      assertThat(first.run().phase()).isEqualTo(RolledBack);
    }
  }

  private Migration exclusive(StageMigrations stages, String source, String target) {
    return new Migration(
        scenario,
        Migration.rules(source, target),
        new DelegatingSite(scenario.site().of(source, target, Place.light(1))) {
          @Override
          public String objection() {
            return stages.objection("test.sums", "to-" + target);
          }
        });
  }

  @Test
  void aTargetThatNeverBecomesReady() throws Exception {
    String source = scenario.owner();
    String target = scenario.newReplica();
    try (Migration migration =
        new Migration(
            scenario,
            Migration.rules(source, target),
            new DelegatingSite(scenario.site().of(source, target, Place.light(1))) {
              @Override
              public void deployTarget(Map<Integer, Long> inputFrom) {
                // Its image cannot be pulled.
              }
            })) {
      migration.runTo(Preparing);
      migration.passDeadline();
      assertThat(migration.run().phase()).isEqualTo(RolledBack);
      assertThat(migration.state().reason())
          .startsWith(
              "the deadline passed in phase Preparing: %s has not joined for partitions 0, 1, 2, 3"
                  .formatted(target));
    }
  }

  @Test
  void aTargetThatIsTooSlowToCatchUp() throws Exception {
    HiddenStep.next = HiddenStep.Kind.STOPPABLE;
    try (Migration migration = new Migration(scenario, Place.light(1)).behindAtMost(5)) {
      migration.runTo(CatchingUp);
      HiddenStep.stopped = true;
      while (migration.lag() <= 5) {
        scenario.load(10);
      }
      assertThat(migration.step().phase()).isEqualTo(CatchingUp);
      migration.passDeadline();
      assertThat(migration.step().phase()).isEqualTo(RollingBack);
      HiddenStep.stopped = false;
      assertThat(migration.run().phase()).isEqualTo(RolledBack);
      assertThat(migration.state().reason())
          .matches("the deadline passed in phase CatchingUp: partition \\d is \\d+ records behind");
    }
  }

  @Test
  void chunksThatSomebodyHasSpoiltAreAskedForAgain() throws Exception {
    spoil(8);
    try (Migration migration = new Migration(scenario, Place.light(1))) {
      succeeds(migration);
    }
  }

  @Test
  void chunksThatStaySpoilt() throws Exception {
    spoil(400);
    try (Migration migration = new Migration(scenario, Place.light(1))) {
      migration.runTo(Transferring);
      while (migration.trouble() == null) {
        migration.step();
        scenario.load(5);
      }
      migration.passDeadline();
      assertThat(migration.run().phase()).isEqualTo(RolledBack);
      assertThat(migration.state().reason())
          .startsWith("the deadline passed in phase Transferring: partition ")
          .contains("has no snapshot yet", ": snapshot test.sums@", SNAPSHOTS)
          .endsWith("Ask for another snapshot.");
    }
  }

  /** Garbage under the keys of snapshots that may be asked for before long. */
  private void spoil(int offsets) throws Exception {
    TopicPartition control = new TopicPartition("test.millrace.control", 0);
    try (Admin admin = scenario.kafka().admin("spoil");
        KafkaProducer<byte[], byte[]> producer = scenario.kafka().producer("spoil")) {
      long end =
          admin
              .listOffsets(Map.of(control, OffsetSpec.latest()))
              .partitionResult(control)
              .thenApply(ListOffsetsResultInfo::offset)
              .get(30, TimeUnit.SECONDS);
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (long offset = end; offset < end + offsets; offset++) {
        for (int partition = 0; partition < Scenario.PARTITIONS; partition++) {
          byte[] key =
              "test.sums@%d/%d".formatted(offset, partition).getBytes(StandardCharsets.UTF_8);
          sent.add(
              producer.send(new ProducerRecord<>(SNAPSHOTS, partition, key, new byte[] {1, 2, 3})));
        }
      }
      for (Future<RecordMetadata> one : sent) {
        one.get(30, TimeUnit.SECONDS);
      }
    }
  }

  @Test
  void aSnapshotTopicThatIsDeletedBeforeTheFirstChunk() throws Exception {
    deleteSnapshotsAfter(0);
  }

  @Test
  void aSnapshotTopicThatIsDeletedOnceSnapshotsAreAskedFor() throws Exception {
    deleteSnapshotsAfter(1);
  }

  private void deleteSnapshotsAfter(int steps) throws Exception {
    try (Migration migration = new Migration(scenario, Place.light(1));
        Admin admin = scenario.kafka().admin("delete")) {
      migration.runTo(Transferring);
      for (int i = 0; i < steps; i++) {
        migration.step();
      }
      admin.deleteTopics(List.of(SNAPSHOTS)).all().get(30, TimeUnit.SECONDS);
      succeeds(migration);
    }
  }

  @Test
  void aTargetWhoseInputIsDeletedBeginsAnew() throws Exception {
    try (Migration migration = new Migration(scenario, Place.light(1)).manual()) {
      deleteInputOf(migration);
      migration.wish(new Wishes(true, false, false));
      succeeds(migration);
    }
  }

  @Test
  void aTargetWhoseInputIsDeletedAndWhoseTimeIsOver() throws Exception {
    try (Migration migration = new Migration(scenario, Place.light(1)).manual()) {
      deleteInputOf(migration);
      migration.passDeadline();
      assertThat(migration.run().phase()).isEqualTo(RolledBack);
      assertThat(migration.state().reason())
          .matches(
              "the deadline passed in phase Verifying: partition \\d has no snapshot yet.*: "
                  + "it has to go on at offset \\d+ of in-\\d, and that begins at \\d+ now: .*");
    }
  }

  private void deleteInputOf(Migration migration) throws Exception {
    migration.runTo(Verifying);
    scenario.load(50);
    scenario.site().stop(migration.rules().target());
    scenario.load(50);
    scenario.deleteInput();
    scenario.site().startAgain(migration.rules().target());
    while (migration.trouble() == null) {
      migration.step();
    }
    assertThat(migration.trouble())
        .matches("it has to go on at offset \\d+ of in-\\d, and that begins at \\d+ now: .*");
  }

  @Test
  void aTargetThatLosesItsStateDuringTheSwitchBeginsAnew() throws Exception {
    try (Migration migration = new Migration(scenario, Place.light(1))) {
      migration.runTo(CuttingOver);
      scenario.site().loseState(migration.rules().target());
      succeeds(migration);
    }
  }

  @Test
  void aSourceThatHasLostItsStateTakesBackNevertheless() throws Exception {
    try (Migration migration =
        new Migration(scenario, Place.light(1)).keepingSource(TimeUnit.HOURS.toMillis(1))) {
      migration.runTo(Observing);
      scenario.site().loseState(migration.rules().source());
      migration.wish(new Wishes(false, false, true));
      assertThat(migration.run().phase()).isEqualTo(RolledBack);
      assertThat(migration.state().reason()).isEqualTo("rollBack was asked for");
    }
  }

  @Test
  void aTargetThatComputesSomethingElse() throws Exception {
    HiddenStep.next = HiddenStep.Kind.WRONG;
    try (Migration migration = new Migration(scenario, Place.light(1)).manual()) {
      migration.runTo(Verifying);
      for (int i = 0; i < 20; i++) {
        migration.step();
        scenario.load(5);
      }
      String key = scenario.load().nextKey();
      RecordMetadata wrong = scenario.load().sendOne(HiddenStep.WRONG_VALUE);
      assertThat(migration.run().phase()).isEqualTo(RolledBack);

      long sn = scenario.snOf(wrong.partition(), wrong.offset());
      PartitionProof proof = migration.proofs().get(wrong.partition());
      assertThat(proof.firstDifferentSn()).isEqualTo(sn);
      assertThat(proof.differingKey()).isEqualTo(key);
      assertThat(migration.state().reason())
          .isEqualTo(
              "partition %d differs from SN %d on, key '%s'".formatted(wrong.partition(), sn, key));
    }
  }

  private void succeeds(Migration migration) throws Exception {
    MigrationState end = migration.run();
    MigrationPhase phase = end.phase();
    scenario.ownerIs(phase == Succeeded ? migration.rules().target() : scenario.owner());
    assertThat(phase).as(end.reason()).isEqualTo(Succeeded);
  }
}
