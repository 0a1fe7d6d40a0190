package dev.millrace.gateway.downlink;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record of the topic of commands.
 *
 * @param key null if there is none
 * @param command null if the record is none
 * @param problem why it is none, or null
 */
// The bytes are handed on; records of this class are never compared.
@SuppressWarnings("ArrayRecordComponent")
record Received(
    int partition, long offset, long timestampMillis, byte[] key, Command command, String problem) {
  static Received of(ConsumerRecord<byte[], byte[]> incoming) {
    Command command = null;
    String problem = null;
    try {
      if (incoming.value() == null) {
        throw new IllegalArgumentException("the record has no value");
      }
      command = CommandParser.parse(incoming.value());
      if (incoming.key() == null && command.address().isEmpty()) {
        throw new IllegalArgumentException("the record's key has to name a device");
      }
    } catch (IllegalArgumentException e) {
      problem = e.getMessage();
    }
    return new Received(
        incoming.partition(),
        incoming.offset(),
        incoming.timestamp(),
        incoming.key(),
        command,
        problem);
  }

  /** The command's id, null if there is none. */
  String id() {
    return command == null || command.id().isEmpty() ? null : command.id();
  }

  /** The name of the device. */
  String device() {
    return key == null ? "" : new String(key, StandardCharsets.UTF_8);
  }
}
