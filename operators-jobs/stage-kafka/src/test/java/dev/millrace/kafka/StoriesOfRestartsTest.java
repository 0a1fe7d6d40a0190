package dev.millrace.kafka;

import static dev.millrace.kafka.Play.crash;
import static dev.millrace.kafka.Play.landAll;
import static dev.millrace.kafka.Play.processTo;
import static dev.millrace.kafka.Play.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.stream.handover.ControlRecord;
import dev.millrace.stream.handover.ControlRecord.Drained;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Stories 1 to 9, 16 and 17 of protocol.md: checkpoints, tails, cuts and their memory. */
class StoriesOfRestartsTest {
  private final Play play = new Play(false);

  @Test
  void story01ACheckpointAheadOfUnacknowledgedOutputsHoldsThem() {
    processTo(2, play.r1);
    play.r1.checkpoint();
    crash(play.r1);
    play.r1.start();
    processTo(3, play.r1);
    landAll(play.r1);
    assertThat(play.written()).containsExactly(2L, 3L);
  }

  @Test
  void story02AShadowsCheckpointHoldsWhatItRetains() {
    processTo(3, play.r2);
    play.r2.checkpoint();
    crash(play.r2);
    play.ask(play.r1, play.r2);
    play.says(play.r1);
    play.r2.start();
    play.says(play.r2);
    read(play.r2);
    landAll(play.r2);
    assertThat(play.ownership().owner()).isEqualTo("r2");
    assertThat(play.written()).containsExactly(2L, 3L);
  }

  @Test
  void story03AnOldSendThatLandsAfterTheScanIsRefusedByABrokerThatFences() {
    Play strict = new Play(true);
    processTo(2, strict.r1);
    crash(strict.r1);
    strict.r1.start();
    strict.oldSendsLand();
    processTo(2, strict.r1);
    landAll(strict.r1);
    assertThat(strict.written()).containsExactly(2L);
  }

  @Test
  void story04ASavedPositionBelongsToBase() {
    processTo(2, play.r1);
    play.r1.land();
    play.r1.checkpoint();
    crash(play.r1);
    play.r1.start();
    landAll(play.r1);
    assertThat(play.written()).containsExactly(2L);
  }

  @Test
  void story05ARestartedSourceStaysAtTheCutThatTheLogTells() {
    play.ask(play.r1, play.r2);
    assertThat(play.says(play.r1)).isInstanceOf(Drained.class);
    crash(play.r1);
    play.r1.start();
    processTo(3, play.r1);
    landAll(play.r1);
    assertThat(play.written()).isEmpty();
    play.says(play.r2);
    read(play.r2);
    processTo(3, play.r2);
    landAll(play.r2);
    assertThat(play.written()).containsExactly(2L, 3L);
  }

  @Test
  void story06ADrainedThatLandsAfterItsSendersRestartIsVoid() {
    play.ask(play.r1, play.r2);
    read(play.r1);
    play.r1.act();
    crash(play.r1);
    play.r1.start();
    processTo(2, play.r1);
    play.log.landOldest();
    assertThat(play.ownership().pending().drained()).isNull();
    landAll(play.r1);
    assertThat(play.written()).containsExactly(2L);
  }

  @Test
  void story07ARestartedSourceDoesNotCutBelowWhatItHadSent() {
    processTo(3, play.r1);
    landAll(play.r1);
    crash(play.r1);
    play.r1.start();
    play.ask(play.r1, play.r2);
    assertThat(play.says(play.r1)).isNull();
    processTo(3, play.r1);
    assertThat(((Drained) play.says(play.r1)).cut().sn()).isEqualTo(3);
  }

  @Test
  void story08ASourceBehindItsSnapshotDoesNotCutThere() {
    processTo(6, play.r1);
    SavedReplica snapshot = play.r1.snapshot();
    crash(play.r1);
    play.r1.start();
    crash(play.r2);
    play.r2.load(snapshot);
    play.r2.start();
    play.log.append(new ControlRecord.Switch(0, "m", "r1", "r2", 6, false));
    processTo(5, play.r1);
    landAll(play.r1);
    assertThat(play.says(play.r1)).isNull();
    processTo(6, play.r1);
    play.says(play.r1);
    landAll(play.r1);
    play.says(play.r1);
    play.says(play.r2);
    assertThat(play.ownership().owner()).isEqualTo("r2");
  }

  @Test
  void story09AReportThatOvertakesDrainedLeavesTheHashesAtTheCut() {
    processTo(3, play.r1);
    processTo(3, play.r2);
    play.ask(play.r1, play.r2);
    play.says(play.r1);
    landAll(play.r1);
    read(play.r1);
    play.r2.reported(3);
    play.says(play.r1);
    play.says(play.r2);
    assertThat(play.ownership().owner()).isEqualTo("r2");
    assertThat(play.ownership().openSn()).isEqualTo(3);
  }

  @Test
  void story16EachOutputPartitionHasItsOwnTail() {
    processTo(3, play.r1);
    // Of 2 and 3, which go to different partitions, only the one of the first partition lands.
    play.r1.land();
    List<Long> landed = play.written();
    assertThat(landed).hasSize(1);
    crash(play.r1);
    play.r1.start();
    processTo(3, play.r1);
    landAll(play.r1);
    assertThat(play.written()).containsExactly(2L, 3L);
  }

  @Test
  void story17TheSecondSendOfASessionWaitsForTheFirst() {
    processTo(20, play.r1);
    long inFlightAtMost = SmallStage.OUTPUT_PARTITIONS * 2L;
    // One of each output partition; the rest has to wait.
    assertThat(play.r1.inFlight()).isBetween(1L, inFlightAtMost);
    landAll(play.r1);
    assertThat(play.written()).doesNotHaveDuplicates().hasSizeGreaterThan((int) inFlightAtMost);
  }
}
