package dev.millrace.local.running;

import dev.millrace.stream.record.Row;
import dev.millrace.stream.record.Schema;
import dev.millrace.stream.step.CustomState;
import dev.millrace.stream.step.CustomStep;
import dev.millrace.stream.step.Emitter;
import java.util.Map;

/** A step in Java that fails on some records. */
public final class ThrowingStep implements CustomStep {
  private Row result;

  @Override
  public void open(Map<String, String> parameters, Schema input, Schema output) {
    result = new Row(output);
  }

  @Override
  public void process(CustomState state, Row record, String key, long eventTime, Emitter emit) {
    long v = record.getLong(record.schema().slot("v"));
    if (v == 4) {
      throw new IllegalArgumentException("four");
    }
    result.clear();
    result.setString(result.schema().slot("room"), key);
    result.setLong(result.schema().slot("total"), v);
    emit.emit(result);
  }
}
