package dev.millrace.controllog;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record is of a version or a kind that this program does not know, or is broken. */
public final class UnreadableRecordException extends ControlLogException {
  private static final long serialVersionUID = 1L;

  /** With what is wrong with a record; the message says where it lies. */
  UnreadableRecordException(ConsumerRecord<?, ?> record, String problem) {
    super(
        "%s-%d offset %d: %s"
            .formatted(record.topic(), record.partition(), record.offset(), problem));
  }
}
