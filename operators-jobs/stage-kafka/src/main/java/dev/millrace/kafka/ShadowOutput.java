package dev.millrace.kafka;

import dev.millrace.controllog.ShadowTopic;
import dev.millrace.stream.stage.Channel;
import dev.millrace.stream.stage.Identity;
import dev.millrace.stream.stage.Output;
import dev.millrace.stream.stage.RecordHeader;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * An output as a replica has put it into the shadow topic.
 *
 * @param replica that computed it
 * @param identity as that replica would have written it
 */
record ShadowOutput(
    String replica,
    Identity identity,
    Channel channel,
    long timestamp,
    byte[] key,
    byte[] value,
    RecordHeader[] headers) {

  /** Reads a record; null if it is no output. */
  static ShadowOutput of(ConsumerRecord<byte[], byte[]> record) {
    String replica = ShadowTopic.text(record, ShadowTopic.ORIGIN);
    String channel = ShadowTopic.text(record, ShadowTopic.CHANNEL);
    Header identity = record.headers().lastHeader(RecordHeader.IDENTITY);
    if (replica == null || channel == null || identity == null) {
      return null;
    }
    List<RecordHeader> others = new ArrayList<>();
    for (Header header : record.headers()) {
      boolean own =
          header.key().equals(ShadowTopic.ORIGIN)
              || header.key().equals(ShadowTopic.CHANNEL)
              || header.key().equals(RecordHeader.IDENTITY);
      if (!own) {
        others.add(new RecordHeader(header.key(), header.value()));
      }
    }
    return new ShadowOutput(
        replica,
        Identity.parse(identity.value()),
        Channel.valueOf(channel),
        record.timestamp(),
        record.key(),
        record.value(),
        others.toArray(RecordHeader[]::new));
  }

  /** As it goes to the stage's own topics. */
  Output toOutput(long sn, byte[] content) {
    return new Output(sn, identity.index(), channel, timestamp, key, content, headers);
  }
}
