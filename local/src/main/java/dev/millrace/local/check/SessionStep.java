package dev.millrace.local.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code window} with {@code session}. */
final class SessionStep implements Step {
  private static final class Session {
    private final long start;
    private final long end;
    private final Object[] states;

    Session(long start, long end, Object[] states) {
      this.start = start;
      this.end = end;
      this.states = states;
    }
  }

  private final Emission emission;
  private final long gap;
  private final StepContext context;
  private final Map<String, TreeMap<Long, Session>> sessions = new HashMap<>();

  SessionStep(Emission emission, long gap, StepContext context) {
    this.emission = emission;
    this.gap = gap;
    this.context = context;
  }

  @Override
  public void process(Event event, Next next) throws StepFailure {
    Session session = new Session(event.time(), event.time() + gap, null);
    if (context.clock().isOver(deadline(event.key(), session))) {
      context.late().accept(event);
      return;
    }
    Object[] single = emission.add(null, emission.arguments(event), 0);
    TreeMap<Long, Session> own = sessions.getOrDefault(event.key(), new TreeMap<>());
    List<Session> touched = new ArrayList<>();
    for (Session other : own.values()) {
      if (other.start <= session.end && session.start <= other.end) {
        touched.add(other);
      }
    }
    Session merged = merge(touched, new Session(session.start, session.end, single));
    for (Session old : touched) {
      own.remove(old.start);
      context.clock().cancel(deadline(event.key(), old));
    }
    own.put(merged.start, merged);
    sessions.put(event.key(), own);
    context.clock().set(deadline(event.key(), merged));
  }

  @Override
  public void fire(Deadline deadline, Next next) throws StepFailure {
    TreeMap<Long, Session> own = sessions.get(deadline.key());
    Session session = own.remove(deadline.instance());
    if (own.isEmpty()) {
      sessions.remove(deadline.key());
    }
    next.accept(
        new Event(
            deadline.key(),
            session.end - 1,
            emission.results(session.states, deadline.key(), session.start, session.end),
            null));
  }

  /** In the order of their starts; the record's own comes after one that starts with it. */
  private Session merge(List<Session> touched, Session single) throws StepFailure {
    List<Session> ordered = new ArrayList<>(touched);
    int place = 0;
    while (place < ordered.size() && ordered.get(place).start <= single.start) {
      place++;
    }
    ordered.add(place, single);
    Session merged = ordered.get(0);
    for (Session more : ordered.subList(1, ordered.size())) {
      merged =
          new Session(
              merged.start,
              Math.max(merged.end, more.end),
              emission.merge(merged.states, more.states, false));
    }
    return merged;
  }

  private Deadline deadline(String key, Session session) {
    return context.deadline(session.end, key, session.start);
  }
}
