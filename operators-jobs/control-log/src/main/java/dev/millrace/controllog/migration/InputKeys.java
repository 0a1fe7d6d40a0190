package dev.millrace.controllog.migration;

import dev.millrace.controllog.ControlLogException;
import dev.millrace.controllog.KafkaConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads the keys from the input topic itself.
 *
 * @param kafka where it is
 * @param topic its name
 */
public record InputKeys(KafkaConnection kafka, String topic) implements RecordKeys {
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  @Override
  public String at(int partition, long offset) throws ControlLogException {
    TopicPartition place = new TopicPartition(topic, partition);
    KafkaConsumer<byte[], byte[]> consumer = kafka.consumer("key-" + place, false);
    try {
      consumer.assign(List.of(place));
      consumer.seek(place, offset);
      ConsumerRecords<byte[], byte[]> records = consumer.poll(PATIENCE);
      for (ConsumerRecord<byte[], byte[]> record : records.records(place)) {
        if (record.offset() == offset) {
          return record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8);
        }
      }
      throw new ControlLogException("no record at offset " + offset + " of " + place + " in time");
    } catch (KafkaException e) {
      throw new ControlLogException(
          "the record at offset " + offset + " of " + place + " cannot be read: " + e.getMessage(),
          e);
    } finally {
      KafkaConnection.closeAtOnce(consumer);
    }
  }
}
