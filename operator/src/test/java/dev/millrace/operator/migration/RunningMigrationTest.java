package dev.millrace.operator.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.MigrationPhase;
import dev.millrace.api.MigrationRequest;
import dev.millrace.broker.EmbeddedKafka;
import dev.millrace.controllog.ControlLog;
import dev.millrace.controllog.Incarnation;
import dev.millrace.controllog.KafkaConnection;
import dev.millrace.controllog.ProgressReport;
import dev.millrace.controllog.ProgressTopic;
import dev.millrace.controllog.ProgressWriter;
import dev.millrace.operator.Manifest;
import dev.millrace.operator.Resources;
import dev.millrace.stream.handover.ControlRecord.Birth;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The coordinator over a real control log, with a status in memory and a site that pretends. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RunningMigrationTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int PARTITIONS = 2;

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

  @Test
  void aStageThatHasNeverRunIsRefused() throws Exception {
    FakeStore store = new FakeStore(Resources.migration(Manifest.MOVE));
    running("unborn", store, new FakeSite()).run();
    assertThat(store.phases()).containsExactly(MigrationPhase.Refused);
    assertThat(store.request().getStatus().reason()).contains("has never run");
  }

  @Test
  void aNewOperatorGoesOnWhereTheOldOneWasStoppedAndAnAbortRemovesTheTarget() throws Exception {
    KafkaConnection kafka = KafkaConnection.plain(broker.bootstrapServers());
    FakeStore store = new FakeStore(Resources.migration(Manifest.MOVE));
    FakeSite site = new FakeSite();
    try (ControlLog log = ControlLog.open(kafka, "parking", "test", PATIENCE);
        ProgressTopic progress = ProgressTopic.open(kafka, "parking", "test", PATIENCE);
        ProgressWriter reports = progress.writer()) {
      Map<Integer, Incarnation> incarnations = bear(log);
      Thread first = begin(running("parking", store, site));
      store.await(MigrationPhase.Preparing);
      report(reports, incarnations);
      assertThat(site.awaitDeployed()).containsEntry(0, 7L).containsEntry(1, 7L);
      first.interrupt();
      first.join();
      assertThat(store.phases()).containsExactly(MigrationPhase.Preparing);

      MigrationRequest abort = store.request();
      RunningMigration later = running("parking", store, site);
      MigrationRequest wish =
          Resources.migration(Manifest.MOVE.replace("keepSource: 1s", "abort: true"));
      wish.getMetadata().setGeneration(abort.getMetadata().getGeneration() + 1);
      later.diary().changed(wish);
      later.run();
    }
    assertThat(store.phases())
        .containsExactly(
            MigrationPhase.Preparing, MigrationPhase.RollingBack, MigrationPhase.RolledBack);
    assertThat(store.request().getStatus().reason()).isEqualTo("abort was asked for");
    assertThat(site.isTargetGone()).isTrue();
    assertThat(site.isSourceGone()).isFalse();
  }

  private static Thread begin(RunningMigration migration) {
    return Thread.ofVirtual().start(migration);
  }

  private static Map<Integer, Incarnation> bear(ControlLog log) throws Exception {
    for (int partition = 0; partition < PARTITIONS; partition++) {
      log.append("parking.count-north", new Birth(partition, "edge-north", 1, 0)).get();
    }
    return log.join("parking.count-north", "edge-north", Set.of(0, 1), PATIENCE);
  }

  private static void report(ProgressWriter reports, Map<Integer, Incarnation> of) {
    for (int partition = 0; partition < PARTITIONS; partition++) {
      reports.report(
          new ProgressReport(
              "parking.count-north",
              partition,
              1,
              "edge-north",
              of.get(partition).id(),
              5,
              7,
              5,
              null,
              List.of()));
    }
  }

  private static RunningMigration running(String pipeline, FakeStore store, FakeSite site) {
    MigrationRoute same = MigrationDiaryTest.ROUTE;
    MigrationRoute route =
        new MigrationRoute(
            pipeline, same.stage(), same.source(), same.target(), same.from(), same.to());
    Clock clock = Clock.systemUTC();
    return new RunningMigration(
        new RequestedSteps(
            MigrationNames.migration(store.request()),
            store.request().getSpec(),
            route,
            "crossings",
            PARTITIONS,
            site,
            clock),
        new MigrationDiary(store.request(), route, store, clock),
        () -> KafkaConnection.plain(broker.bootstrapServers()));
  }
}
