package dev.millrace.e2e;

import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * A record of a gateway's topic.
 *
 * @param partition where it stands
 * @param time its Kafka timestamp, milliseconds since the epoch
 * @param crossing empty for a tick
 */
record Logged(TopicPartition partition, long time, Optional<Crossing> crossing) {}
