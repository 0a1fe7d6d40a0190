package dev.millrace.stream.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.stream.strategy.MonitorNotice.Aborted;
import dev.millrace.stream.strategy.MonitorNotice.Synchronised;
import dev.millrace.stream.strategy.MonitorState.Correct;
import dev.millrace.stream.strategy.MonitorState.Switched;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/** The monitor on any windows in any order of arrival (requirements 4.3; checklist F3, F4). */
class MonitorProperties {
  @Provide
  Arbitrary<Trial> trials() {
    return Trial.any();
  }

  @Provide
  Arbitrary<Long> factors() {
    return Arbitraries.of(0L, 1L, 3L, 10L);
  }

  /** I1 to I4: finds lost, repeated, reordered and wrongly corrected results. */
  @Property(tries = 3000)
  void forwardedResultsCoverEveryRecordOnceInOrder(
      @ForAll("trials") Trial trial, @ForAll("factors") long s) {
    MonitorRun run = MonitorRun.of(s, trial.arrival());
    long covered = 0;
    boolean targetSeen = false;
    for (int i = 0; i < run.forwarded().size(); i++) {
      WindowResult result = run.forwarded().get(i);
      long numbered = result.count() - (i == 0 ? trial.unnumbered() : 0);
      assertThat(result.sn() - numbered).as("begin of %s", result).isEqualTo(covered);
      assertThat(result.sn()).as("end of %s", result).isGreaterThan(covered);
      assertThat(targetSeen && result.isFrom(Origin.SOURCE)).as("source after target").isFalse();
      targetSeen |= result.isFrom(Origin.TARGET);
      covered = result.sn();
    }
    boolean isEmpty = run.forwarded().isEmpty();
    assertThat(run.total()).isEqualTo(isEmpty ? 0 : covered + trial.unnumbered());
    if (run.state() instanceof Switched && targetSeen) {
      assertThat(covered).isEqualTo(last(trial.target()).sn());
    }
  }

  /** I5 to I7: finds a switch beyond the factor, and more corrections than the kind explains. */
  @Property(tries = 3000)
  void onlyTheResultsAtTheSwitchAreChanged(
      @ForAll("trials") Trial trial, @ForAll("factors") long s) {
    MonitorRun run = MonitorRun.of(s, trial.arrival());
    Set<WindowResult> originals = new HashSet<>(trial.arrival());
    List<WindowResult> changed =
        run.forwarded().stream().filter(result -> !originals.contains(result)).toList();
    if (run.notices().isEmpty()) {
      Statistics.label("kind").collect("none");
      assertThat(changed).isEmpty();
      return;
    }
    Synchronised outcome = (Synchronised) run.notices().get(0);
    Statistics.label("kind")
        .collect(outcome.kind())
        .coverage(
            coverage -> {
              for (SynchronisationKind kind : SynchronisationKind.values()) {
                coverage.check(kind).percentage(p -> p > 1);
              }
            });
    assertThat(run.notices()).hasSize(1);
    assertThat(Math.abs(outcome.offset())).isLessThanOrEqualTo(s);
    switch (outcome.kind()) {
      case STRONG -> assertThat(changed).isEmpty();
      case TARGET_AHEAD ->
          assertThat(changed).singleElement().matches(result -> result.isFrom(Origin.SOURCE));
      case SOURCE_AHEAD ->
          assertThat(changed)
              .hasSizeLessThanOrEqualTo(1)
              .allMatch(result -> result.isFrom(Origin.TARGET));
    }
  }

  /** Finds a transition that differs from the algorithms with both repairs, taken literally. */
  @Property(tries = 3000)
  void equalsTheAlgorithmsWithBothRepairs(
      @ForAll("trials") Trial trial, @ForAll("factors") long s) {
    List<String> expected =
        new PrintedAlgorithms(s, true, true)
            .run(trial.arrival()).stream().map(Object::toString).toList();
    assertThat(MonitorRun.of(s, trial.arrival()).forwarded())
        .extracting(r -> (r.isFrom(Origin.SOURCE) ? "S" : "T") + r.sn() + "," + r.count())
        .isEqualTo(expected);
  }

  /** F8: finds a held result that an abort drops, repeats or lets pass after the decision. */
  @Property(tries = 3000)
  void anAbortAtAnyTimeEitherComesTooLateOrLeavesTheSourceWhole(
      @ForAll("trials") Trial trial,
      @ForAll("factors") long s,
      @ForAll Abort cause,
      @ForAll("positions") int position) {
    int at = position % (trial.arrival().size() + 1);
    MonitorState before = MonitorRun.of(s, trial.arrival().subList(0, at)).state();
    List<MonitorEvent> events = new ArrayList<>(trial.arrival());
    events.add(at, cause);
    MonitorRun run = MonitorRun.of(s, events);
    if (before instanceof Correct || before instanceof Switched) {
      assertThat(run.forwarded()).isEqualTo(MonitorRun.of(s, trial.arrival()).forwarded());
    } else {
      assertThat(run.forwarded()).isEqualTo(trial.source());
      assertThat(run.notices()).containsExactly(new Aborted(cause));
    }
  }

  @Provide
  Arbitrary<Integer> positions() {
    return Arbitraries.integers().between(0, 240);
  }

  private static WindowResult last(List<WindowResult> results) {
    return results.get(results.size() - 1);
  }
}
