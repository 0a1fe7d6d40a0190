package dev.millrace.local.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code window} with {@code count}, in panes of {@code every} records. */
final class CountWindowStep implements Step {
  /** The newest records of a key: closed panes, the open one, and how many records there were. */
  private static final class Tail {
    private final List<Object[]> closed;
    private final Object[] open;
    private final long records;

    Tail(List<Object[]> closed, Object[] open, long records) {
      this.closed = closed;
      this.open = open;
      this.records = records;
    }
  }

  private final Emission emission;
  private final long size;
  private final long every;
  private final Map<String, Tail> tails = new HashMap<>();

  CountWindowStep(Emission emission, long size, long every) {
    this.emission = emission;
    this.size = size;
    this.every = every;
  }

  @Override
  public void process(Event event, Next next) throws StepFailure {
    Object[] arguments = emission.arguments(event);
    Tail before = tails.getOrDefault(event.key(), new Tail(List.of(), null, 0));
    long records = before.records + 1;
    Object[] open = emission.add(before.open, arguments, records);
    if (records % every != 0) {
      tails.put(event.key(), new Tail(before.closed, open, records));
      return;
    }
    List<Object[]> closed = new ArrayList<>(before.closed);
    closed.add(open);
    if (closed.size() > size / every) {
      closed.remove(0);
    }
    Object[] states = closed.get(0);
    for (Object[] more : closed.subList(1, closed.size())) {
      states = emission.merge(states, more, false);
    }
    long first = Math.max(1, records - size + 1);
    Map<String, Object> results = emission.results(states, event.key(), first, records);
    tails.put(event.key(), new Tail(closed, null, records));
    next.accept(event.with(results));
  }
}
