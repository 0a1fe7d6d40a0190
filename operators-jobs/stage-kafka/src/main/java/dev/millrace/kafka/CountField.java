package dev.millrace.kafka;

import dev.millrace.stream.codec.Codecs;
import dev.millrace.stream.codec.DecodeException;
import dev.millrace.stream.codec.RecordReader;
import dev.millrace.stream.codec.RecordWriter;
import dev.millrace.stream.record.Row;
import dev.millrace.stream.stage.StagePlan;

/** Reads and replaces the count in the results of a stage. One thread. */
final class CountField {
  private final RecordReader reader;
  private final RecordWriter writer;
  private final Row row;
  private final int slot;

  /**
   * For the results of {@code plan}.
   *
   * @param field an INT of its output
   */
  CountField(StagePlan plan, String field) {
    this.reader = Codecs.reader(plan.output().format(), plan.output().schema());
    this.writer = Codecs.writer(plan.output().format(), plan.output().schema());
    this.row = new Row(plan.output().schema());
    this.slot = plan.output().schema().slot(field);
  }

  /** The count of a result. */
  long read(byte[] value) {
    decode(value);
    return row.getLong(slot);
  }

  /** The result with another count. */
  byte[] replaced(byte[] value, long count) {
    decode(value);
    row.setLong(slot, count);
    return writer.write(row);
  }

  private void decode(byte[] value) {
    try {
      reader.read(value, row);
    } catch (DecodeException e) {
      throw new IllegalStateException("a result that its stage has written: " + e.reason(), e);
    }
  }
}
