package dev.millrace.local.migration;

import dev.millrace.stream.record.Row;
import dev.millrace.stream.record.Schema;
import dev.millrace.stream.step.CustomState;
import dev.millrace.stream.step.CustomStep;
import dev.millrace.stream.step.Emitter;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** A step that depends on something hidden, as none may: on what it was born as. */
public final class HiddenStep implements CustomStep {
  /** The value that an instance which is wrong takes for another. */
  static final long WRONG_VALUE = 1_000_001;

  /** What the instances are that are born from now on. */
  enum Kind {
    RIGHT,
    WRONG,
    STOPPABLE
  }

  static volatile Kind next = Kind.RIGHT;

  /** Whether stoppable instances stand still at their next record. */
  static volatile boolean stopped;

  private final Kind kind = next;
  private Row result;

  @Override
  public void open(Map<String, String> parameters, Schema input, Schema output) {
    result = new Row(output);
  }

  @Override
  public void process(CustomState state, Row record, String key, long eventTime, Emitter emit) {
    while (kind == Kind.STOPPABLE && stopped) {
      LockSupport.parkNanos(1_000_000);
    }
    long value = record.getLong(record.schema().slot("v"));
    result.clear();
    result.setLong(
        result.schema().slot("v"), kind == Kind.WRONG && value == WRONG_VALUE ? value + 1 : value);
    emit.emit(result);
  }
}
