package dev.millrace.stream.stage;

import dev.millrace.stream.codec.Codecs;
import dev.millrace.stream.codec.RecordWriter;
import dev.millrace.stream.record.Row;
import dev.millrace.stream.state.RecordKey;
import dev.millrace.stream.step.RecordScope;
import dev.millrace.stream.step.ResultSink;
import dev.millrace.stream.step.ValueText;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Encodes what one serial number produces, in order. One thread. */
final class ResultWriter implements ResultSink {
  private static final byte[] NO_VALUE = {};
  // A broker limits headers and value together; a reason that long no longer helps anybody.
  private static final int LONGEST_REASON = 1000;

  private final StagePlan plan;
  private final StageCounters counters;
  private final RecordWriter writer;
  private final FieldOrder order;
  private final RecordScope scope;

  private InputRecord record;
  private RecordKey recordKey;
  private long sn;
  private List<Output> sink;
  private int start;
  private int mark;
  private long lateAtMark;

  ResultWriter(StagePlan plan, StageCounters counters) {
    this.plan = plan;
    this.counters = counters;
    this.writer = Codecs.writer(plan.output().format(), plan.output().schema());
    this.order = new FieldOrder(plan.result(), plan.output().schema());
    this.scope = new RecordScope(RecordScope.environment("value", plan.output().schema()));
  }

  /** Everything from now on is caused by this record. */
  void begin(InputRecord cause, long serialNumber, List<Output> outputs) {
    record = cause;
    recordKey = null;
    sn = serialNumber;
    sink = outputs;
    start = outputs.size();
    begin();
  }

  /** Notes the record's key, so that it need not be encoded again where it goes through. */
  void key(RecordKey key) {
    recordKey = key;
  }

  @Override
  public void begin() {
    mark = sink.size();
    lateAtMark = counters.late;
  }

  @Override
  public void result(Row result, RecordKey key, long eventTime) {
    Row row = order.apply(result);
    byte[] value = writer.write(row);
    add(Channel.MAIN, eventTime, key(row, key), value, InputRecord.NO_HEADERS);
  }

  private byte[] key(Row row, RecordKey key) {
    if (plan.output().key() != null) {
      return bytes(ValueText.of(plan.output().key(), scope.of(row, key)));
    }
    return key.equals(recordKey) && !key.text().isEmpty() ? record.key() : bytes(key.text());
  }

  private static byte[] bytes(String key) {
    return key.isEmpty() ? null : key.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void late() {
    counters.late++;
    if (plan.late() != null) {
      add(Channel.LATE, record.timestamp(), record.key(), record.value(), headers(null));
    }
  }

  @Override
  public void failed(int step, String reason, RecordKey firedKey, long eventTime) {
    sink.subList(mark, sink.size()).clear();
    counters.late = lateAtMark;
    boolean inStep = step < plan.steps().size();
    String where = inStep ? " " + step + ": " : ": ";
    DeadLetterReason reasonClass = inStep ? DeadLetterReason.STEP : DeadLetterReason.OUTPUT;
    if (firedKey == null) {
      dead(reasonClass, where + reason);
    } else {
      count(reasonClass);
      RecordHeader[] headers = {reasonHeader(reasonClass, where + reason)};
      add(Channel.DEAD, eventTime, bytes(firedKey.text()), NO_VALUE, headers);
    }
  }

  /** Makes the record itself a dead letter. */
  void refuse(DeadLetterReason reasonClass, String reason) {
    dead(reasonClass, ": " + reason);
  }

  private void dead(DeadLetterReason reasonClass, String rest) {
    count(reasonClass);
    byte[] value = record.value() == null ? NO_VALUE : record.value();
    RecordHeader[] headers = headers(reasonHeader(reasonClass, rest));
    add(Channel.DEAD, record.timestamp(), record.key(), value, headers);
  }

  private void count(DeadLetterReason reasonClass) {
    counters.deadLetter(reasonClass);
  }

  private static RecordHeader reasonHeader(DeadLetterReason reasonClass, String rest) {
    String text = reasonClass.label() + rest;
    return RecordHeader.of(
        RecordHeader.REASON, text.substring(0, Math.min(text.length(), LONGEST_REASON)));
  }

  /** The record's headers as they came, less its identity, with one more unless that is null. */
  private RecordHeader[] headers(RecordHeader more) {
    RecordHeader[] headers = Arrays.copyOf(record.headers(), record.headers().length + 1);
    int kept = 0;
    for (RecordHeader header : record.headers()) {
      if (!header.name().equals(RecordHeader.IDENTITY)) {
        headers[kept++] = header;
      }
    }
    if (more != null) {
      headers[kept++] = more;
    }
    return Arrays.copyOf(headers, kept);
  }

  private void add(
      Channel channel, long timestamp, byte[] key, byte[] value, RecordHeader[] headers) {
    sink.add(new Output(sn, sink.size() - start, channel, timestamp, key, value, headers));
  }

  /** Continues the chain hash with what the serial number has produced, and counts it. */
  long chain(long hash) {
    long next = hash;
    for (int i = start; i < sink.size(); i++) {
      next = sink.get(i).chain(next);
    }
    counters.outputs += sink.size() - start;
    return next;
  }
}
