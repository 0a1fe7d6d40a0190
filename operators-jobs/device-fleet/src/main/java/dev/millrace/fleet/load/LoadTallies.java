package dev.millrace.fleet.load;

import java.util.ArrayList;
import java.util.List;

/** A tally for each of a plan's requests. */
final class LoadTallies {
  private final LoadPlan plan;
  private final List<LoadTally> tallies = new ArrayList<>();

  LoadTallies(LoadPlan plan) {
    this.plan = plan;
    plan.requests().forEach(request -> tallies.add(new LoadTally()));
  }

  /** Where what a client sees is counted. */
  LoadTally of(int client) {
    return tallies.get(plan.kindOf(client));
  }

  /** From now on answers count. */
  void measure(long now) {
    tallies.forEach(tally -> tally.measure(now));
  }

  /** From now on they do not count any more. */
  void end(long now) {
    tallies.forEach(tally -> tally.end(now));
  }

  /** Of all requests together, and of each. */
  LoadOutcome outcome() {
    LoadTally all = new LoadTally();
    List<LoadFigures> each = new ArrayList<>();
    for (int kind = 0; kind < tallies.size(); kind++) {
      all.add(tallies.get(kind));
      each.add(tallies.get(kind).figures(plan.clientsOf(kind)));
    }
    return new LoadOutcome(all.figures(plan.clients()), each);
  }
}
