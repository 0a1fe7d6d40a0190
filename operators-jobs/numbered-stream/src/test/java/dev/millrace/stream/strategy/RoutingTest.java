package dev.millrace.stream.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.stream.strategy.Routing.Passed;
import dev.millrace.stream.strategy.RoutingEvent.Echo;
import dev.millrace.stream.strategy.RoutingEvent.GiveUp;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoutingTest {
  private final List<String> passed = new ArrayList<>();
  private Routing routing = new Routing(new SynchronisationMonitor(3), 0, 0);
  private RoutingState<String> state = RoutingState.initial();

  @Test
  void aCorrectedResultIsTheSourcesWithAnotherNumberAndCount() {
    source(1, 1);
    target(6, 6);
    source(10, 9);
    target(14, 8);
    source(11, 1);
    assertThat(passed).containsExactly("S 1,1", "S 10,9", "S 14,4 corrected");
    assertThat(state.heir()).isEqualTo(Origin.TARGET);
    assertThat(routing.frontier(state)).isEqualTo(14);
    target(15, 1);
    assertThat(passed).hasSize(4).last().isEqualTo("T 15,1");
    assertThat(routing.frontier(state)).isEqualTo(15);
  }

  @Test
  void whatTheSourceHasSentItselfIsNotPassedOnAgain() {
    routing = new Routing(new SynchronisationMonitor(0), 0, 20);
    source(10, 10);
    source(20, 10);
    source(30, 10);
    source(40, 10);
    assertThat(passed).containsExactly("S 30,10");
    assertThat(routing.released(state)).as("the target has yet to come").isEqualTo(20);
    target(35, 7);
    assertThat(routing.released(state)).isEqualTo(35);
  }

  @Test
  void aWindowByTimeIsNumberedByTheRecordBehindIt() {
    routing = new Routing(new SynchronisationMonitor(0), 1, 0);
    source(11, 10);
    target(11, 4);
    target(21, 10);
    assertThat(passed).containsExactly("S 11,10", "T 21,10");
    assertThat(routing.frontier(state)).isEqualTo(21);
    assertThat(state.outcome().sn()).isEqualTo(10);
  }

  @Test
  void aRecordThatNobodyCountsLeavesThePartitionToTheSource() {
    source(10, 10);
    source(21, 10);
    assertThat(passed).containsExactly("S 10,10", "S 21,10");
    assertThat(state.heir()).isEqualTo(Origin.SOURCE);
    assertThat(state.breach()).contains("ended with 10");
    target(21, 10);
    source(31, 10);
    assertThat(passed).last().isEqualTo("S 31,10");
  }

  @Test
  void aDeadLetterOfWhoeverIsPassedOnGoesOnToo() {
    source(10, 10);
    dead(Origin.SOURCE, 12);
    dead(Origin.TARGET, 12);
    assertThat(passed).containsExactly("S 10,10", "S 12,0");
  }

  @Test
  void whatHasSynchronisedGoesBackWithTheNextResults() {
    source(10, 10);
    target(10, 5);
    target(17, 7);
    assertThat(state.heir()).isEqualTo(Origin.TARGET);
    take(new GiveUp<>(Abort.DEADLINE));
    assertThat(state.heir()).isNull();
    source(20, 10);
    target(24, 7);
    source(30, 10);
    assertThat(passed).containsExactly("S 10,10", "T 17,7", "T 24,7", "S 30,6 corrected");
    assertThat(state.heir()).isEqualTo(Origin.SOURCE);
    take(new GiveUp<>(Abort.DEADLINE));
    assertThat(state.heir()).as("told again").isEqualTo(Origin.SOURCE);
  }

  private void source(long sn, long count) {
    take(new Echo<>(Origin.SOURCE, sn, 0, count, "S"));
  }

  private void target(long sn, long count) {
    take(new Echo<>(Origin.TARGET, sn, 0, count, "T"));
  }

  private void dead(Origin origin, long sn) {
    take(new Echo<>(origin, sn, 0, Echo.NO_RESULT, origin == Origin.SOURCE ? "S" : "T"));
  }

  private void take(RoutingEvent<String> event) {
    Routing.Step<String> step = routing.step(state, event);
    state = step.state();
    for (Passed<String> one : step.passed()) {
      passed.add(
          one.output().output()
              + ' '
              + one.sn()
              + ','
              + one.count()
              + (one.isCorrected() ? " corrected" : ""));
    }
  }
}
