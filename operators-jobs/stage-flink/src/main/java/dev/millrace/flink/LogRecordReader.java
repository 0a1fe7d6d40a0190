package dev.millrace.flink;

import dev.millrace.kafka.KafkaRecords;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Takes Kafka's records as they are; decoding is the stage's business, which numbers first. */
final class LogRecordReader implements KafkaRecordDeserializationSchema<LogRecord> {
  private static final long serialVersionUID = 1L;

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<LogRecord> out) {
    out.collect(new LogRecord(record.partition(), KafkaRecords.toInput(record)));
  }

  @Override
  public TypeInformation<LogRecord> getProducedType() {
    return LogRecordType.INSTANCE;
  }
}
