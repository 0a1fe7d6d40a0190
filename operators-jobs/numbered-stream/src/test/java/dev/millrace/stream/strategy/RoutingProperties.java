package dev.millrace.stream.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.stream.strategy.Routing.Passed;
import dev.millrace.stream.strategy.RoutingEvent.Echo;
import dev.millrace.stream.strategy.RoutingEvent.GiveUp;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

class RoutingProperties {
  private static final String DEAD = "dead";

  @Provide
  Arbitrary<Trial> trials() {
    return Trial.any().filter(trial -> trial.unnumbered() == 0);
  }

  @Provide
  Arbitrary<Integer> places() {
    return Arbitraries.integers().between(0, 120);
  }

  /** An operator that starts again sends everything since its last checkpoint again. */
  @Property(tries = 1000)
  void repeatsChangeNothingAndTheMonitorDecides(
      @ForAll("trials") Trial trial, @ForAll @LongRange(max = 20) long factor) {
    MonitorRun run = MonitorRun.of(factor, trial.arrival());
    List<RoutingEvent<String>> events = new ArrayList<>();
    for (WindowResult result : trial.arrival()) {
      events.add(echo(result));
      events.add(echo(trial.arrival().get(events.size() % trial.arrival().size() / 2)));
      if (events.indexOf(events.getLast()) == events.size() - 1) {
        events.removeLast();
      }
    }
    List<Passed<String>> passed = run(routing(factor), events).passed();
    assertThat(passed.stream().map(RoutingProperties::result).toList()).isEqualTo(run.forwarded());
    for (Passed<String> one : passed) {
      assertThat(one.output().output()).isEqualTo(one.output().origin().name());
    }
  }

  @Property(tries = 1000)
  void whereverItGivesUpEachRecordStillCountsOnceAndTheSourceIsTheHeir(
      @ForAll("trials") Trial trial,
      @ForAll @LongRange(max = 20) long factor,
      @ForAll("places") int place) {
    List<RoutingEvent<String>> events = new ArrayList<>(echoes(trial));
    // It is told again and again, as the coordinator does.
    for (int at = Math.min(place, events.size()); at <= events.size(); at += 2) {
      events.add(at, new GiveUp<>(Abort.DEADLINE));
    }
    Run run = run(routing(factor), events);
    long counted = 0;
    for (Passed<String> one : run.passed()) {
      counted += one.count();
      assertThat(one.sn()).isEqualTo(counted);
    }
    assertThat(run.state().heir()).isNotEqualTo(Origin.TARGET).isIn(Origin.SOURCE, null);
    if (run.state().heir() == Origin.SOURCE) {
      assertThat(routing(factor).frontier(run.state())).isGreaterThanOrEqualTo(counted);
    }
  }

  @Property(tries = 500)
  void whatIsSetAsideBeforeTheDecisionLeavesItToTheSourceForGood(
      @ForAll("trials") Trial trial, @ForAll("places") int place) {
    List<RoutingEvent<String>> events = new ArrayList<>(echoes(trial));
    int at = Math.min(place, events.size());
    MonitorState before = run(routing(0), events.subList(0, at)).state().monitor();
    boolean decided =
        !(before instanceof MonitorState.Empty || before instanceof MonitorState.Hold);
    long sn = Math.max(trial.source().getLast().sn(), trial.target().getLast().sn()) + 1;
    events.add(at, new Echo<>(Origin.TARGET, sn, 0, Echo.NO_RESULT, DEAD));
    RoutingState<String> end = run(routing(0), events.subList(0, at + 1)).state();
    if (!decided) {
      assertThat(end.heir()).isEqualTo(Origin.SOURCE);
      assertThat(end.breach()).contains("is not counted");
    } else {
      assertThat(end.breach()).isNull();
    }
  }

  private record Run(RoutingState<String> state, List<Passed<String>> passed) {}

  private static Routing routing(long factor) {
    return new Routing(new SynchronisationMonitor(factor), 0, 0);
  }

  private static Run run(Routing routing, List<RoutingEvent<String>> events) {
    RoutingState<String> state = RoutingState.initial();
    List<Passed<String>> passed = new ArrayList<>();
    for (RoutingEvent<String> event : events) {
      Routing.Step<String> step = routing.step(state, event);
      passed.addAll(step.passed());
      state = step.state();
    }
    return new Run(state, passed);
  }

  private static List<RoutingEvent<String>> echoes(Trial trial) {
    return trial.arrival().stream().map(RoutingProperties::echo).toList();
  }

  private static RoutingEvent<String> echo(WindowResult result) {
    return new Echo<>(result.origin(), result.sn(), 0, result.count(), result.origin().name());
  }

  private static WindowResult result(Passed<String> passed) {
    return new WindowResult(passed.output().origin(), passed.sn(), passed.count());
  }
}
