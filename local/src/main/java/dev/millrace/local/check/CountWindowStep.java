package dev.millrace.local.check;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/** {@code window} with {@code count}, in panes of {@code every} records. */
final class CountWindowStep implements Step {
  private static final class Tail {
    private final ArrayDeque<Object[]> closed = new ArrayDeque<>();
    private Object[] open;
    private long records;
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
    Tail tail = tails.computeIfAbsent(event.key(), key -> new Tail());
    tail.open = emission.add(tail.open, arguments, tail.records);
    tail.records++;
    if (tail.records % every != 0) {
      return;
    }
    tail.closed.addLast(tail.open);
    tail.open = null;
    if (tail.closed.size() > size / every) {
      tail.closed.removeFirst();
    }
    Object[] states = null;
    for (Object[] more : tail.closed) {
      states = states == null ? more : emission.merge(states, more, false);
    }
    long first = Math.max(1, tail.records - size + 1);
    next.accept(event.with(emission.results(states, event.key(), first, tail.records)));
  }
}
