package dev.millrace.controllog.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.controllog.OutputTimes;
import dev.millrace.stream.handover.Handover;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Design §4: the output gap of a move is measured on a cluster as well, without a common clock. */
class OutputGapsTest {
  private static final Handover SWITCH = new Handover(7, "m", false, "r1", "r2", 0, false, null);
  private static final Handover FENCE = new Handover(7, "m", true, "r1", "r2", 0, false, null);
  private static final Handover BACK = new Handover(9, "m", false, "r2", "r1", 0, false, null);

  private final OutputGaps gaps = new OutputGaps();

  @Test
  void fromTheSourcesLastOutputToTheTargetsFirst() {
    said("r1", 0, 0, 40, 10, 1_000);
    gaps.opened(SWITCH, 41);
    assertThat(gaps.millis()).isNull();
    said("r2", 43, 20, 44, 0, 1_050);
    assertThat(gaps.millis()).isEqualTo(40);
  }

  // Would catch: counting the way of the slowest report, or of one that waited in the topic.
  @Test
  void ofSeveralReportsTheFastestCounts() {
    said("r1", 0, 0, 40, 10, 1_500);
    said("r1", 0, 0, 40, 600, 1_600);
    said("r1", 0, 0, 40, 700, 1_900);
    gaps.opened(SWITCH, 41);
    said("r2", 43, 10, 43, 10, 1_300);
    said("r2", 43, 110, 50, 0, 1_170);
    assertThat(gaps.millis()).isEqualTo(60);
  }

  // Would catch: the first output of an earlier time as owner, which is still being reported.
  @Test
  void outputsOfAnotherOwnershipDoNotCount() {
    said("r1", 1, 900, 40, 0, 1_000);
    gaps.opened(SWITCH, 41);
    said("r2", 43, 0, 43, 0, 1_020);
    said("r2", 43, 80, 60, 0, 1_100);
    gaps.opened(BACK, 60);
    said("r1", 1, 1_010, 40, 110, 1_110);
    assertThat(gaps.millis()).isNull();
    said("r1", 62, 5, 62, 5, 1_130);
    assertThat(gaps.millis()).isEqualTo(25);
  }

  @Test
  void aSourceThatHasWrittenNothingSaysNothing() {
    said("r1", 0, 0, 0, 0, 1_000);
    gaps.opened(SWITCH, 41);
    said("r2", 43, 0, 43, 0, 1_020);
    assertThat(gaps.millis()).isNull();
  }

  @Test
  void behindAFenceNobodyKnows() {
    said("r1", 0, 0, 40, 10, 1_000);
    gaps.opened(FENCE, 41);
    said("r2", 43, 0, 43, 0, 4_020);
    assertThat(gaps.millis()).isNull();
  }

  @Test
  void usualIsWhatTheOwnerSaidBeforeItWasAsked() {
    assertThat(gaps.usualMillis()).isNull();
    gaps.reported("r1", new OutputTimes(1, 0, 40, 0, 20_500), 0);
    gaps.switched("r1");
    gaps.reported("r1", new OutputTimes(1, 0, 41, 0, 90_000), 0);
    assertThat(gaps.usualMillis()).isEqualTo(20.5);
  }

  private void said(
      String replica, long first, long firstAgo, long last, long lastAgo, long heardAt) {
    gaps.reported(
        replica,
        new OutputTimes(first, micros(firstAgo), last, micros(lastAgo), 0),
        TimeUnit.MILLISECONDS.toNanos(heardAt));
  }

  private static long micros(long millis) {
    return TimeUnit.MILLISECONDS.toMicros(millis);
  }
}
