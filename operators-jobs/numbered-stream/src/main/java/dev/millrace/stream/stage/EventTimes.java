package dev.millrace.stream.stage;

import dev.millrace.stream.record.Row;

/** When records happened: the Kafka timestamp, or a field of the value. */
final class EventTimes {
  /** No event time: the record has been refused. */
  static final long NONE = -1;

  /** The last millisecond of the year 9999; a greater event time is not taken for one. */
  private static final long GREATEST = 253_402_300_799_999L;

  private final InputPlan plan;
  private final ResultWriter results;

  /** Event times of a topic; records without one become dead letters. */
  EventTimes(InputPlan plan, ResultWriter results) {
    this.plan = plan;
    this.results = results;
  }

  /** The record's event time, or {@link #NONE}. */
  long of(InputRecord record, Row row) {
    int slot = plan.timeSlot();
    if (slot >= 0 && !row.has(slot)) {
      return refuse(DeadLetterReason.NO_EVENT_TIME, "no field '" + plan.schema().name(slot) + "'");
    }
    long eventTime = slot < 0 ? record.timestamp() : row.getLong(slot);
    if (eventTime < 0 || eventTime > GREATEST) {
      return refuse(DeadLetterReason.NO_EVENT_TIME, eventTime + " is not between 1970 and 9999");
    }
    long ahead = eventTime - record.timestamp();
    if (slot >= 0 && ahead > plan.maxAheadMillis()) {
      return refuse(
          DeadLetterReason.EVENT_TIME_AHEAD,
          "by " + ahead + " ms, allowed " + plan.maxAheadMillis() + " ms");
    }
    return eventTime;
  }

  private long refuse(DeadLetterReason reason, String text) {
    results.refuse(reason, text);
    return NONE;
  }
}
