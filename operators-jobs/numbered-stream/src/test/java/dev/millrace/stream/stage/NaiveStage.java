package dev.millrace.stream.stage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What docs/stages.md says, in the plainest way: every step keeps the records themselves in lists,
 * what is due is found by looking at everything. Knows nothing of cells, panes or timers.
 */
final class NaiveStage {
  /** A record; one field each of the types that the tests need. */
  record Rec(String key, long time, long n, double x, String s, long order) {}

  /** Something that waits for a deadline. */
  record Due(long deadline, int step, String key, long start) {}

  /** Takes what a step passes on; the rest of the chain. */
  interface Next {
    void take(Rec record);
  }

  /** A step over lists. */
  abstract static class NaiveStep {
    int index;
    NaiveStage stage;

    abstract void take(Rec record, Next next);

    List<Due> dues() {
      return List.of();
    }

    void fire(Due due, Next next) {}

    boolean isOver(long deadline) {
      return stage.isOver(deadline, index);
    }
  }

  private static final Comparator<Due> ORDER =
      Comparator.comparingLong(Due::deadline)
          .thenComparingInt(Due::step)
          .thenComparing(Due::key)
          .thenComparingLong(Due::start);

  final long lateness;
  final List<Rec> results = new ArrayList<>();
  int late;

  private final List<NaiveStep> steps;
  private long logTime = Long.MIN_VALUE;
  private long clockTime = Long.MIN_VALUE;
  private int clockStep = Integer.MAX_VALUE;

  NaiveStage(long lateness, NaiveStep... steps) {
    this.lateness = lateness;
    this.steps = List.of(steps);
    for (int i = 0; i < steps.length; i++) {
      steps[i].index = i;
      steps[i].stage = this;
    }
  }

  boolean isOver(long deadline, int step) {
    return deadline < clockTime || (deadline == clockTime && step < clockStep);
  }

  void tick(long time) {
    logTime = Math.max(logTime, time);
    while (true) {
      List<Due> due = new ArrayList<>();
      for (NaiveStep step : steps) {
        step.dues().stream().filter(d -> d.deadline() <= logTime).forEach(due::add);
      }
      if (due.isEmpty()) {
        break;
      }
      Due first = due.stream().min(ORDER).orElseThrow();
      clockTime = first.deadline();
      clockStep = first.step();
      steps.get(first.step()).fire(first, record -> into(first.step() + 1, record));
    }
    clockTime = logTime;
    clockStep = Integer.MAX_VALUE;
  }

  void record(Rec record) {
    tick(record.time());
    into(0, record);
  }

  private void into(int step, Rec record) {
    if (step == steps.size()) {
      results.add(record);
    } else {
      steps.get(step).take(record, result -> into(step + 1, result));
    }
  }
}
