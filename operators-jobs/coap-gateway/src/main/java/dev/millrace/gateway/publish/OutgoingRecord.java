package dev.millrace.gateway.publish;

import java.util.List;
import org.apache.kafka.common.header.Header;

/**
 * A record that waits for its place in a log.
 *
 * @param key null for none; the partition follows from it as Kafka's own producers choose it
 * @param value not copied
 * @param timestampMillis milliseconds since the epoch
 */
// The bytes are handed on; records of this class are never compared.
@SuppressWarnings("ArrayRecordComponent")
public record OutgoingRecord(
    String topic, byte[] key, byte[] value, long timestampMillis, List<Header> headers) {}
