package dev.millrace.local.check;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;

/** An output as it lies in a topic, with a hash in place of its content. */
final class Found {
  /** By identity, copies of one identity as they lie in the log. */
  static final Comparator<Found> ORDER =
      Comparator.comparing((Found found) -> found.id)
          .thenComparingInt(found -> found.partition)
          .thenComparingLong(found -> found.offset);

  final OutputId id;
  final String topic;
  final int partition;
  final long offset;

  /** Whether the same identity lies before this one. */
  boolean isRepeat;

  private final long hashHigh;
  private final long hashLow;

  Found(OutputId id, String topic, int partition, long offset, String content) {
    this.id = id;
    this.topic = topic;
    this.partition = partition;
    this.offset = offset;
    byte[] hash = hash(content);
    this.hashHigh = word(hash, 0);
    this.hashLow = word(hash, Long.BYTES);
  }

  boolean isAt(String otherTopic, int otherPartition) {
    return topic.equals(otherTopic) && partition == otherPartition;
  }

  boolean hasContent(String content) {
    byte[] hash = hash(content);
    return hashHigh == word(hash, 0) && hashLow == word(hash, Long.BYTES);
  }

  /** <code>topic-partition@offset</code>. */
  String place() {
    return topic + "-" + partition + "@" + offset;
  }

  /** MD5 is long enough to tell contents apart, and nobody tries to fool the checker. */
  private static byte[] hash(String content) {
    try {
      return MessageDigest.getInstance("MD5").digest(content.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }

  private static long word(byte[] bytes, int from) {
    long word = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      word = word << 8 | (bytes[from + i] & 0xff);
    }
    return word;
  }
}
