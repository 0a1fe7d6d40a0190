package dev.millrace.local.check;

import dev.millrace.api.FieldType;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Utils;

/** Where the outputs of one input partition go, under which key, and what is written. */
record OutputRules(
    CheckedStage stage,
    Fields fields,
    Formula key,
    int inputPartition,
    Map<String, Integer> partitions) {

  static OutputRules of(
      CheckedStage stage,
      StepFactory.Chain chain,
      int inputPartition,
      Map<String, Integer> partitions) {
    Map<String, FieldType> declared = stage.out().fields();
    Fields fields = declared == null || declared.isEmpty() ? chain.output() : new Fields(declared);
    String source = chain.rekey() != null ? chain.rekey() : stage.spec().to().key();
    Formula key =
        source == null ? null : Formula.of(source, List.of("key"), Map.of("value", fields));
    return new OutputRules(stage, fields, key, inputPartition, partitions);
  }

  Expected result(long sn, int index, Event event, LogRecord cause) throws StepFailure {
    Map<String, Object> written = fields.ordered(event.fields());
    for (Object value : written.values()) {
      if (!isWritable(value)) {
        throw new StepFailure("cannot be written: " + value);
      }
    }
    String text = key == null ? event.key() : key.value(event.with(written).variables()).toString();
    byte[] bytes = StageOracle.bytes(text);
    return expected(
        sn, index, stage.spec().to().topic(), bytes, Content.result(event.time(), bytes, written));
  }

  private static boolean isWritable(Object value) {
    if (value instanceof Double number) {
      return Double.isFinite(number);
    }
    return !(value instanceof String text) || Utf8Text.isWritable(text);
  }

  Expected late(long sn, int index, LogRecord record) {
    return expected(sn, index, stage.spec().late(), record.key(), Content.late(record));
  }

  Expected deadLetter(long sn, int index, LogRecord record, String reason) {
    return expected(
        sn, index, stage.deadLetters(), record.key(), Content.deadLetter(record, reason));
  }

  Expected firedDeadLetter(long sn, int index, long timestamp, String key, String reason) {
    return expected(
        sn,
        index,
        stage.deadLetters(),
        StageOracle.bytes(key),
        Content.deadLetter(timestamp, key, reason));
  }

  private Expected expected(long sn, int index, String topic, byte[] keyBytes, String content) {
    int count = partitions.get(topic);
    int partition =
        keyBytes == null
            ? inputPartition % count
            : Utils.toPositive(Utils.murmur2(keyBytes)) % count;
    return new Expected(sn, index, topic, partition, content);
  }
}
