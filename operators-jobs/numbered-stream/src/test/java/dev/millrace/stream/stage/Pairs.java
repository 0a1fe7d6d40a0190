package dev.millrace.stream.stage;

import dev.millrace.api.FieldType;
import dev.millrace.api.StepSpec;
import dev.millrace.stream.stage.NaiveStage.NaiveStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Stages with each kind of step, alone and one behind the other. */
final class Pairs {
  /** A stage, and the same in the naive way. */
  record Pair(StagePlan plan, Supplier<NaiveStage> naive, String name) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final String[] GROUP = {
    "n",
    "sum(value.n)",
    "x",
    "sum(value.x)",
    "c",
    "count()",
    "first",
    "first(value.s)",
    "last",
    "last(value.s)",
    "d",
    "distinct(value.s)",
    "start",
    "window.start",
    "end",
    "window.end"
  };

  /** Brings a group's result into the form that {@link NaiveSteps} gives it. */
  private static final StepSpec TEXT =
      Steps.map(
          "n",
          "value.n",
          "x",
          "value.x",
          "s",
          "string(value.c) + ' ' + value.first + ' ' + value.last + ' ' + string(value.d) + ' '"
              + " + string(value.start) + ' ' + string(value.end)");

  private static final StepSpec RUNNING =
      Steps.running(
          "n",
          "sum(value.n)",
          "x",
          "sum(value.x)",
          "c",
          "count()",
          "first",
          "first(value.s)",
          "last",
          "last(value.s)",
          "d",
          "distinct(value.s)");

  private static final StepSpec RUNNING_TEXT =
      Steps.map(
          "n",
          "value.n",
          "x",
          "value.x",
          "s",
          "string(value.c) + ' ' + value.first + ' ' + value.last + ' ' + string(value.d) + ' 0 0'");

  private static final StepSpec JOIN =
      Steps.join(
          "value.s == 'a'",
          "value.s == 'b'",
          "7ms",
          "n",
          "left.n",
          "x",
          "right.x",
          "s",
          "left.s + right.s");

  private static final List<Pair> ALL = new ArrayList<>();

  static {
    for (long lateness : new long[] {0, 9}) {
      add(
          "tumbling",
          lateness,
          () -> steps(NaiveSteps.windows(10, 10)),
          Steps.tumbling("10ms", GROUP),
          TEXT);
      add(
          "sliding",
          lateness,
          () -> steps(NaiveSteps.windows(8, 4)),
          Steps.sliding("8ms", "4ms", GROUP),
          TEXT);
      add(
          "odd sliding",
          lateness,
          () -> steps(NaiveSteps.windows(10, 4)),
          Steps.sliding("10ms", "4ms", GROUP),
          TEXT);
      add(
          "session",
          lateness,
          () -> steps(NaiveSteps.sessions(5)),
          Steps.session("5ms", GROUP),
          TEXT);
      add("count", lateness, () -> steps(NaiveSteps.counts(6, 2)), Steps.count(6, 2, GROUP), TEXT);
      add(
          "jump count",
          lateness,
          () -> steps(NaiveSteps.counts(3, 3)),
          Steps.count(3, null, GROUP),
          TEXT);
      add("running", lateness, () -> steps(NaiveSteps.running()), RUNNING, RUNNING_TEXT);
      add(
          "dedupe",
          lateness,
          () -> steps(NaiveSteps.dedupe(12)),
          Steps.dedupe("value.s", "12ms"),
          Steps.filter("true"));
      add(
          "throttle",
          lateness,
          () -> steps(NaiveSteps.throttle(2, 10)),
          Steps.throttle(2, "10ms"),
          Steps.filter("true"));
      add("join", lateness, () -> steps(NaiveSteps.join(7)), JOIN, Steps.filter("true"));
      add(
          "several",
          lateness,
          () ->
              steps(
                  NaiveSteps.dedupe(3),
                  NaiveSteps.windows(4, 4),
                  NaiveSteps.windows(6, 3),
                  NaiveSteps.sessions(5),
                  NaiveSteps.counts(2, 1)),
          Steps.dedupe("value.s", "3ms"),
          Steps.tumbling("4ms", GROUP),
          TEXT,
          Steps.sliding("6ms", "3ms", GROUP),
          TEXT,
          Steps.session("5ms", GROUP),
          TEXT,
          Steps.count(2, 1, GROUP),
          TEXT);
    }
  }

  private static NaiveStep[] steps(NaiveStep... steps) {
    return steps;
  }

  private static void add(
      String name, long lateness, Supplier<NaiveStep[]> naive, StepSpec... steps) {
    StagePlan plan = Lab.of(steps).lateness(lateness + "ms").plan();
    ALL.add(new Pair(plan, () -> new NaiveStage(lateness, naive.get()), name + " +" + lateness));
  }

  private Pairs() {}

  static Arbitrary<Pair> arbitrary() {
    return Arbitraries.of(ALL);
  }

  /** Also those that have nothing to compare with. */
  static Arbitrary<Pair> withoutOracle() {
    List<Pair> more = new ArrayList<>(ALL);
    StepSpec custom =
        Steps.custom(StepTest.Total.class, Map.of("bad", "3"), Map.of("n", FieldType.INT));
    more.add(new Pair(Lab.of(custom).plan(), null, "count by class"));
    return Arbitraries.of(more);
  }
}
