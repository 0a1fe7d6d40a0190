package dev.millrace.stream.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.stream.strategy.MonitorNotice.Synchronised;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/**
 * When count windows of w records synchronise, if the target joins after k of them (requirements,
 * finding 6): strongly exactly if w divides k, weakly exactly if S ≥ min(d, w − d) with d = k mod
 * w. Finds a monitor that compares other pairs than neighbours, and pins that convergence is not
 * guaranteed.
 */
class ConvergenceProperties {
  private static final int RECORDS = 2_000;

  @Property(tries = 2000)
  void ofCountWindows(
      @ForAll @IntRange(min = 1, max = 40) int w,
      @ForAll @IntRange(max = 100) int k,
      @ForAll @IntRange(max = 25) int s) {
    MonitorRun run = MonitorRun.of(s, arrivals(w, k));
    int d = k % w;
    boolean expected = d == 0 || s >= Math.min(d, w - d);
    assertThat(run.notices()).hasSize(expected ? 1 : 0);
    if (expected) {
      Synchronised outcome = (Synchronised) run.notices().get(0);
      assertThat(outcome.kind() == SynchronisationKind.STRONG).isEqualTo(d == 0);
    }
  }

  /** Checklist F8: without a deadline this one would go on for ever. */
  @Test
  void aPhaseThatNeverConvergesEndsWithTheDeadline() {
    List<MonitorEvent> events = new ArrayList<>(arrivals(5, 2));
    List<WindowResult> sources =
        arrivals(5, 2).stream().filter(result -> result.isFrom(Origin.SOURCE)).toList();
    assertThat(MonitorRun.of(1, events).notices()).isEmpty();
    events.add(Abort.DEADLINE);
    MonitorRun run = MonitorRun.of(1, events);
    assertThat(run.notices()).containsExactly(new MonitorNotice.Aborted(Abort.DEADLINE));
    assertThat(run.forwarded()).isEqualTo(sources);
  }

  /** Each result arrives with the record that completes its window, the source's first. */
  private static List<WindowResult> arrivals(int w, int k) {
    List<WindowResult> all = new ArrayList<>();
    for (int sn = 1; sn <= RECORDS; sn++) {
      if (sn % w == 0) {
        all.add(new WindowResult(Origin.SOURCE, sn, w));
      }
      if (sn > k && (sn - k) % w == 0) {
        all.add(new WindowResult(Origin.TARGET, sn, w));
      }
    }
    return all;
  }
}
