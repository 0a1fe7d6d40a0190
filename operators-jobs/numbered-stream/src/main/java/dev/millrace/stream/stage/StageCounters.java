package dev.millrace.stream.stage;

import java.util.EnumMap;
import java.util.Map;

/** What a partition has counted since it was started or restored. One thread. */
final class StageCounters {
  long records;
  long ticks;
  long repeats;
  long outputs;
  long late;
  private final Map<DeadLetterReason, Long> deadLetters = new EnumMap<>(DeadLetterReason.class);

  void deadLetter(DeadLetterReason reason) {
    deadLetters.merge(reason, 1L, Long::sum);
  }

  long deadLetters(DeadLetterReason reason) {
    return deadLetters.getOrDefault(reason, 0L);
  }

  long allDeadLetters() {
    return deadLetters.values().stream().mapToLong(Long::longValue).sum();
  }
}
