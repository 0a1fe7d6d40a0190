package dev.millrace.stream.step;

import dev.millrace.stream.state.RecordKey;
import java.util.Arrays;
import java.util.TreeMap;

/**
 * What is due when: timers in buckets by (deadline, step), within a bucket ordered by (key,
 * instance) when it fires. Derived from the cells, never kept. Registering costs O(1) while
 * deadlines repeat, as those of windows do; a timer that is registered twice fires once.
 */
final class TimerQueue {
  private static final int INITIAL_CAPACITY = 4;

  private record Due(long deadline, int step) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      int order = Long.compare(deadline, other.deadline);
      return order != 0 ? order : Integer.compare(step, other.step);
    }
  }

  /** The timers of one deadline of one step. */
  static final class Bucket {
    private final Due due;
    private Timer[] timers = new Timer[INITIAL_CAPACITY];
    private int size;

    private Bucket(Due due) {
      this.due = due;
    }

    long deadline() {
      return due.deadline;
    }

    int step() {
      return due.step;
    }

    /** The timers in the order in which they fire, each once. */
    Timer[] inOrder() {
      Arrays.sort(timers, 0, size);
      int distinct = 0;
      for (int i = 0; i < size; i++) {
        if (distinct == 0 || timers[distinct - 1].compareTo(timers[i]) != 0) {
          timers[distinct++] = timers[i];
        }
      }
      return Arrays.copyOf(timers, distinct);
    }

    private void add(Timer timer) {
      if (size == timers.length) {
        timers = Arrays.copyOf(timers, size * 2);
      }
      timers[size++] = timer;
    }
  }

  private final TreeMap<Due, Bucket> buckets = new TreeMap<>();
  private final Bucket[] recent;
  private long next = Long.MAX_VALUE;

  TimerQueue(int steps) {
    recent = new Bucket[steps];
  }

  /** Adds a timer. */
  void register(long deadline, int step, RecordKey key, long instance) {
    Bucket bucket = recent[step];
    if (bucket == null || bucket.deadline() != deadline) {
      bucket = buckets.computeIfAbsent(new Due(deadline, step), Bucket::new);
      recent[step] = bucket;
      next = Math.min(next, deadline);
    }
    bucket.add(new Timer(key, instance));
  }

  /** Takes out the first bucket whose deadline is not after {@code time}; null if there is none. */
  Bucket pollDue(long time) {
    if (next > time || buckets.isEmpty()) {
      return null;
    }
    Bucket first = buckets.pollFirstEntry().getValue();
    if (recent[first.step()] == first) {
      recent[first.step()] = null;
    }
    next = buckets.isEmpty() ? Long.MAX_VALUE : buckets.firstKey().deadline;
    return first;
  }
}
