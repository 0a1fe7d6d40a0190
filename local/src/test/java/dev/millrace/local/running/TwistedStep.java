package dev.millrace.local.running;

import dev.millrace.stream.record.Row;
import dev.millrace.stream.record.Schema;
import dev.millrace.stream.step.CustomState;
import dev.millrace.stream.step.CustomStep;
import dev.millrace.stream.step.Emitter;
import java.util.Map;

/** A step in Java that depends on when it was made, as none may. */
public final class TwistedStep implements CustomStep {
  /** Whether those that are made from now on compute something else. */
  static volatile boolean twisted;

  private final long more = twisted ? 1 : 0;
  private Row result;

  @Override
  public void open(Map<String, String> parameters, Schema input, Schema output) {
    result = new Row(output);
  }

  @Override
  public void process(CustomState state, Row record, String key, long eventTime, Emitter emit) {
    result.clear();
    result.setLong(
        result.schema().slot("cars"), record.getLong(record.schema().slot("cars")) + more);
    emit.emit(result);
  }
}
