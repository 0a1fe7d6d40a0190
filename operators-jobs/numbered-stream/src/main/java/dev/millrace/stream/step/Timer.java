package dev.millrace.stream.step;

import dev.millrace.stream.state.RecordKey;

/**
 * One instance of a key that is due at some deadline of some step.
 *
 * @param key the record key
 * @param instance the step's number for it, such as the start of a window
 */
record Timer(RecordKey key, long instance) implements Comparable<Timer> {
  @Override
  public int compareTo(Timer other) {
    int order = key.compareTo(other.key);
    return order != 0 ? order : Long.compare(instance, other.instance);
  }
}
