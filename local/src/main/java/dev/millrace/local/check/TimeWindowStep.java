package dev.millrace.local.check;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code window} with {@code tumbling} or {@code sliding}, in panes of gcd(size, every). */
final class TimeWindowStep implements Step {
  private final Emission emission;
  private final long size;
  private final long every;
  private final long pane;
  private final StepContext context;
  private final Map<String, TreeMap<Long, Object[]>> panes = new HashMap<>();
  private long rank;

  TimeWindowStep(Emission emission, long size, long every, StepContext context) {
    this.emission = emission;
    this.size = size;
    this.every = every;
    this.pane = BigInteger.valueOf(size).gcd(BigInteger.valueOf(every)).longValueExact();
    this.context = context;
  }

  @Override
  public void process(Event event, Next next) throws StepFailure {
    List<Deadline> open = new ArrayList<>();
    boolean belongs = false;
    long newest = Math.floorDiv(event.time(), every) * every;
    for (long start = newest; start > event.time() - size; start -= every) {
      belongs = true;
      Deadline deadline = context.deadline(start + size, event.key(), start);
      if (!context.clock().isOver(deadline)) {
        open.add(deadline);
      }
    }
    if (open.isEmpty()) {
      if (belongs) {
        context.late().accept(event);
      }
      return;
    }
    Object[] arguments = emission.arguments(event);
    TreeMap<Long, Object[]> own = panes.computeIfAbsent(event.key(), key -> new TreeMap<>());
    long place = Math.floorDiv(event.time(), pane) * pane;
    own.put(place, emission.add(own.get(place), arguments, rank++));
    open.forEach(context.clock()::set);
  }

  @Override
  public void fire(Deadline deadline, Next next) throws StepFailure {
    TreeMap<Long, Object[]> own = panes.get(deadline.key());
    long start = deadline.instance();
    Object[] states = null;
    try {
      for (Object[] more : own.subMap(start, start + size).values()) {
        states = states == null ? more : emission.merge(states, more, true);
      }
    } finally {
      own.headMap(start + every).clear();
      if (own.isEmpty()) {
        panes.remove(deadline.key());
      }
    }
    long end = start + size;
    next.accept(
        new Event(
            deadline.key(), end - 1, emission.results(states, deadline.key(), start, end), null));
  }
}
