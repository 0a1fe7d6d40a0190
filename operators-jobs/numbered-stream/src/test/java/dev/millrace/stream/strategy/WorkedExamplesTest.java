package dev.millrace.stream.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.stream.strategy.MonitorState.Hold;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The three worked examples (requirements 3.13, checklist F2), from the windows on: 20 records, two
 * operators that cut them differently, results in turn. Each test compares the output with the
 * figure, and the offsets with the ones that the figures name, so that a right output by a wrong
 * way is found too.
 */
class WorkedExamplesTest {
  private static final double[] PAYLOADS = {
    3.6, 2.8, 2.4, 0.5, 1.7, 1.3, 3.3, 3.2, 4.9, 5.4, 2.4, 1.8, 1.6, 0.2, 1.9, 6.7, 5.1, 2.0, 3.5,
    1.2
  };

  /** Example (a); the text says S = 3, but only S = 0 gives its figure (erratum X3). */
  @Test
  void strongGivesFigure611() {
    List<WindowResult> in =
        inTurn(windows(Origin.SOURCE, 3, 7, 9, 13, 18), windows(Origin.TARGET, 2, 5, 9, 12, 17));
    assertThat(in)
        .containsExactlyElementsOf(
            MonitorRun.parse("S3,3 T2,2 S7,4 T5,3 S9,2 T9,4 S13,4 T12,3 S18,5 T17,5 S20,2 T20,3"));
    assertThat(offsets(0, in)).containsExactly(1L, 5L, 2L, 4L, 0L);
    check(0, in, "S3,3 S7,4 S9,2 T12,3 T17,5 T20,3");
  }

  /** Example (a) with each S for which the first pair is near enough. */
  @Test
  void exampleAWithAFactorOfOneToThreeSwitchesAtTheFirstPair() {
    List<WindowResult> in =
        inTurn(windows(Origin.SOURCE, 3, 7, 9, 13, 18), windows(Origin.TARGET, 2, 5, 9, 12, 17));
    for (long s = 1; s <= 3; s++) {
      assertThat(offsets(s, in)).containsExactly(1L);
      check(s, in, "S3,3 T5,2 T9,4 T12,3 T17,5 T20,3");
    }
  }

  /** Example (b). */
  @Test
  void sourceAheadGivesFigure615() {
    List<WindowResult> in =
        inTurn(windows(Origin.SOURCE, 5, 9, 13, 18), windows(Origin.TARGET, 1, 5, 10, 15));
    assertThat(in)
        .containsExactlyElementsOf(
            MonitorRun.parse("S5,5 T1,1 S9,4 T5,4 S13,4 T10,5 S18,5 T15,5 S20,2 T20,5"));
    assertThat(offsets(3, in)).containsExactly(4L, 8L, 4L, 8L, 3L);
    check(3, in, "S5,5 S9,4 S13,4 T15,2 T20,5");
  }

  /** Example (c). */
  @Test
  void targetAheadGivesFigure619() {
    List<WindowResult> in =
        inTurn(
            windows(Origin.SOURCE, 1, 10, 11, 15, 17), windows(Origin.TARGET, 6, 14, 15, 17, 19));
    assertThat(in)
        .containsExactlyElementsOf(
            MonitorRun.parse(
                "S1,1 T6,6 S10,9 T14,8 S11,1 T15,1 S15,4 T17,2 S17,2 T19,2 S20,3 T20,1"));
    assertThat(offsets(3, in)).containsExactly(-5L, 4L, -4L, -3L);
    check(3, in, "S1,1 S10,9 S14,4 T15,1 T17,2 T19,2 T20,1");
  }

  private static void check(long s, List<WindowResult> in, String figure) {
    MonitorRun run = MonitorRun.of(s, in);
    assertThat(run.forwarded()).containsExactlyElementsOf(MonitorRun.parse(figure));
    assertThat(run.total()).isEqualTo(PAYLOADS.length);
  }

  /** What an operator counts whose windows end with these records, and with the last one. */
  private static List<WindowResult> windows(Origin origin, int... ends) {
    List<WindowResult> results = new ArrayList<>();
    long count = 0;
    int window = 0;
    for (int sn = 1; sn <= PAYLOADS.length; sn++) {
      count++;
      if (sn == PAYLOADS.length || (window < ends.length && sn == ends[window])) {
        results.add(new WindowResult(origin, sn, count));
        count = 0;
        window++;
      }
    }
    return results;
  }

  private static List<WindowResult> inTurn(List<WindowResult> source, List<WindowResult> target) {
    List<WindowResult> all = new ArrayList<>();
    for (int i = 0; i < source.size(); i++) {
      all.add(source.get(i));
      all.add(target.get(i));
    }
    return all;
  }

  /** The offsets of all pairs that the monitor compares, the deciding one last. */
  private static List<Long> offsets(long s, List<WindowResult> in) {
    SynchronisationMonitor monitor = new SynchronisationMonitor(s);
    MonitorState state = MonitorState.initial();
    List<Long> offsets = new ArrayList<>();
    for (WindowResult next : in) {
      if (state instanceof Hold hold && hold.held().origin() != next.origin()) {
        long difference = hold.held().sn() - next.sn();
        offsets.add(hold.held().isFrom(Origin.SOURCE) ? difference : -difference);
      }
      state = monitor.step(state, next).state();
    }
    return offsets;
  }
}
