package dev.millrace.gateway.observe;

import dev.millrace.stream.stage.RecordHeader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** The tables of all topics that are observed. One thread writes, any reads. */
final class TopicTables {
  private final Map<String, TopicTable> tables = new ConcurrentHashMap<>();
  private final TableRoom room;
  private final ObserveMeters meters;

  TopicTables(TableRoom room, ObserveMeters meters) {
    this.room = room;
    this.meters = meters;
  }

  SubjectState state(Subject subject) {
    TopicTable table = tables.get(subject.topic());
    return table == null ? Unavailable.NOT_READ_YET : table.state(subject.key());
  }

  /** Keeps tables for these topics and no others. */
  void follow(Set<String> topics) {
    topics.forEach(this::table);
    tables.forEach(
        (topic, table) -> {
          if (!topics.contains(topic)) {
            tables.remove(topic);
            table.clear();
          }
        });
  }

  TopicTable table(String topic) {
    return tables.computeIfAbsent(topic, unused -> new TopicTable(room));
  }

  /**
   * Takes a record in.
   *
   * @return what it changes; empty for a tick of a stage and a record without key
   */
  Optional<Subject> apply(ConsumerRecord<byte[], byte[]> incoming) {
    if (incoming.headers().lastHeader(RecordHeader.TICK) != null) {
      return Optional.empty();
    }
    if (incoming.key() == null) {
      meters.leftOut("no-key");
      return Optional.empty();
    }
    Subject subject = Subject.of(incoming.topic(), incoming.key());
    TopicTable table = table(incoming.topic());
    if (incoming.value() == null) {
      table.remove(subject.key());
    } else if (!table.put(subject.key(), representation(incoming))) {
      meters.leftOut("no-room");
    }
    return Optional.of(subject);
  }

  private static Representation representation(ConsumerRecord<byte[], byte[]> incoming) {
    return new Representation(format(incoming), incoming.value(), incoming.offset());
  }

  private static int format(ConsumerRecord<byte[], byte[]> incoming) {
    Header header = incoming.headers().lastHeader(RecordHeader.CONTENT_FORMAT);
    try {
      return header == null
          ? Representation.NO_FORMAT
          : Integer.parseUnsignedInt(new String(header.value(), StandardCharsets.US_ASCII));
    } catch (NumberFormatException e) {
      // Whoever wrote it: what it says is no format of CoAP.
      return Representation.NO_FORMAT;
    }
  }
}
