package dev.millrace.local.check;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What a step needs of its stage.
 *
 * @param index the step's place, from 0
 * @param fields of the records that come in
 * @param clock of the partition
 * @param late takes over late records
 */
record StepContext(int index, Fields fields, LogClock clock, Consumer<Event> late) {
  /** An expression over one record. */
  Formula formula(String source) {
    return Formula.of(source, List.of("key"), Map.of("value", fields));
  }

  Deadline deadline(long time, String key, long instance) {
    return clock.deadline(time, index, key, instance);
  }
}
