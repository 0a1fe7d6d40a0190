package dev.millrace.kafka;

import dev.millrace.stream.stage.InputRecord;
import dev.millrace.stream.stage.RecordHeader;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** From Kafka's records to the core's. */
public final class KafkaRecords {
  private KafkaRecords() {}

  /** The record as a stage sees it; headers that do not concern stages stay behind. */
  public static InputRecord toInput(ConsumerRecord<byte[], byte[]> record) {
    return new InputRecord(
        record.offset(), record.timestamp(), record.key(), record.value(), headers(record));
  }

  private static RecordHeader[] headers(ConsumerRecord<byte[], byte[]> record) {
    List<RecordHeader> headers = null;
    for (Header header : record.headers().toArray()) {
      if (RecordHeader.concernsStages(header.key())) {
        if (headers == null) {
          headers = new ArrayList<>(4);
        }
        headers.add(new RecordHeader(header.key(), header.value()));
      }
    }
    return headers == null ? InputRecord.NO_HEADERS : headers.toArray(InputRecord.NO_HEADERS);
  }
}
