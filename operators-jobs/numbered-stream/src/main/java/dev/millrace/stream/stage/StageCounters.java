package dev.millrace.stream.stage;

/** What a partition has counted since it was started or restored. One thread. */
final class StageCounters {
  long records;
  long ticks;
  long repeats;
  long outputs;
  long late;
  final long[] deadLetters = new long[DeadLetterReason.values().length];

  long allDeadLetters() {
    long sum = 0;
    for (long count : deadLetters) {
      sum += count;
    }
    return sum;
  }
}
