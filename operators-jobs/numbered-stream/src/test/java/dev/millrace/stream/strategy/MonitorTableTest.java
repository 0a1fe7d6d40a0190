package dev.millrace.stream.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.stream.strategy.MonitorNotice.Aborted;
import dev.millrace.stream.strategy.MonitorNotice.AbortedTooLate;
import dev.millrace.stream.strategy.MonitorNotice.Synchronised;
import dev.millrace.stream.strategy.MonitorState.Correct;
import dev.millrace.stream.strategy.MonitorState.Hold;
import dev.millrace.stream.strategy.MonitorState.PassSource;
import dev.millrace.stream.strategy.MonitorState.Switched;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The monitor's state table (requirements 2.2; checklist D3, F1, F3, F6, F8), a test a row: each
 * finds a monitor that forwards, discards or reports the wrong thing in that one case.
 */
class MonitorTableTest {
  private static final MonitorState EMPTY = MonitorState.initial();
  private static final Synchronised AHEAD = new Synchronised(10, 4);

  private final SynchronisationMonitor monitor = new SynchronisationMonitor(3);

  @Test
  void theFirstResultIsHeld() {
    check(EMPTY, result("S3,3"), hold("S3,3"), null, null);
    check(EMPTY, result("T3,3"), hold("T3,3"), null, null);
  }

  @Test
  void ofTwoResultsOfOneOriginTheOlderGoesOutIfItIsTheSources() {
    check(hold("S3,3"), result("S5,2"), hold("S5,2"), "S3,3", null);
    check(hold("T3,3"), result("T5,2"), hold("T5,2"), null, null);
  }

  @Test
  void aPairTooFarApartLeavesTheNewerOne() {
    check(hold("S5,5"), result("T1,1"), hold("T1,1"), "S5,5", null);
    check(hold("S1,1"), result("T5,5"), hold("T5,5"), "S1,1", null);
    check(hold("T1,1"), result("S5,5"), hold("S5,5"), null, null);
    check(hold("T5,5"), result("S1,1"), hold("S1,1"), null, null);
  }

  @Test
  void aPairWithOneSerialNumberIsStrong() {
    Synchronised strong = new Synchronised(5, 0);
    check(hold("S5,5"), result("T5,2"), new Switched(strong), "S5,5", strong);
    check(hold("T5,2"), result("S5,5"), new Switched(strong), "S5,5", strong);
    assertThat(strong.kind()).isEqualTo(SynchronisationKind.STRONG);
  }

  @Test
  void aSourceAheadByTheFactorGoesOutUnchangedAndIsReportedLater() {
    Correct correct = new Correct(3, new Synchronised(5, 3));
    check(hold("S5,5"), result("T2,2"), correct, "S5,5", null);
    check(hold("T2,2"), result("S5,5"), correct, "S5,5", null);
    assertThat(correct.outcome().kind()).isEqualTo(SynchronisationKind.SOURCE_AHEAD);
  }

  @Test
  void aTargetAheadByTheFactorRaisesTheSourcesResult() {
    Synchronised ahead = new Synchronised(8, -3);
    check(hold("S5,5"), result("T8,4"), new Switched(ahead), "S8,8", ahead);
    check(hold("T8,4"), result("S5,5"), new Switched(ahead), "S8,8", ahead);
    assertThat(ahead.kind()).isEqualTo(SynchronisationKind.TARGET_AHEAD);
  }

  @Test
  void whileCorrectingSourcesAreDiscardedAndTargetsReduced() {
    Correct correct = new Correct(4, AHEAD);
    check(correct, result("S13,3"), correct, null, null);
    check(correct, result("T7,1"), new Correct(3, AHEAD), null, null);
    check(correct, result("T10,4"), new Correct(0, AHEAD), null, null);
    check(correct, result("T11,5"), new Switched(AHEAD), "T11,1", AHEAD);
    check(new Correct(0, AHEAD), result("T12,2"), new Switched(AHEAD), "T12,2", AHEAD);
  }

  @Test
  void afterTheSwitchOnlyTargetsPass() {
    Switched switched = new Switched(AHEAD);
    check(switched, result("S13,3"), switched, null, null);
    check(switched, result("T14,3"), switched, "T14,3", null);
  }

  @Test
  void anAbortForwardsAHeldSourceAndThenOnlySources() {
    for (Abort cause : Abort.values()) {
      PassSource pass = new PassSource(cause);
      Aborted aborted = new Aborted(cause);
      check(EMPTY, cause, pass, null, aborted);
      check(hold("S3,3"), cause, pass, "S3,3", aborted);
      check(hold("T3,3"), cause, pass, null, aborted);
      check(pass, result("S5,2"), pass, "S5,2", null);
      check(pass, result("T5,2"), pass, null, null);
    }
  }

  @Test
  void anAbortAfterTheDecisionIsRefusedAndASecondOneIsNothingNew() {
    for (Abort cause : Abort.values()) {
      Correct correct = new Correct(4, AHEAD);
      check(correct, cause, correct, null, new AbortedTooLate(cause));
      check(new Switched(AHEAD), cause, new Switched(AHEAD), null, new AbortedTooLate(cause));
      PassSource pass = new PassSource(Abort.REQUESTED);
      check(pass, cause, pass, null, null);
    }
  }

  /** A window with only records from before the numbering has the serial number 0. */
  @Test
  void aWindowOfUnnumberedRecordsIsAResultLikeAnyOther() {
    Synchronised ahead = new Synchronised(2, -2);
    check(hold("S0,7"), result("S4,4"), hold("S4,4"), "S0,7", null);
    check(hold("S0,7"), result("T2,2"), new Switched(ahead), "S2,9", ahead);
  }

  @Test
  void nonsenseIsRefused() {
    assertThatThrownBy(() -> new SynchronisationMonitor(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("synchronisation factor -1");
    assertThatThrownBy(() -> new WindowResult(Origin.TARGET, -4, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("TARGET")
        .hasMessageContaining("-4");
    assertThatThrownBy(() -> new WindowResult(Origin.SOURCE, 4, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("count 1 or more");
  }

  private void check(
      MonitorState before,
      MonitorEvent event,
      MonitorState after,
      String forwarded,
      MonitorNotice notice) {
    SynchronisationMonitor.Transition transition = monitor.step(before, event);
    assertThat(transition.state()).isEqualTo(after);
    assertThat(transition.forwarded())
        .isEqualTo(Optional.ofNullable(forwarded).map(MonitorTableTest::result));
    assertThat(transition.notice()).isEqualTo(Optional.ofNullable(notice));
  }

  private static Hold hold(String text) {
    return new Hold(result(text));
  }

  private static WindowResult result(String text) {
    return MonitorRun.parse(text).get(0);
  }
}
