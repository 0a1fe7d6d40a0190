package dev.millrace.e2e.interop;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Compares what came of the cases with what had to come of them. */
final class Expected {
  private static final int SHOWN = 60;

  private Expected() {}

  /** What is wrong about an answer; empty if nothing. */
  static Optional<String> problem(Case one, Answer got) {
    if (!one.code().equals(got.code())) {
      return Optional.of("answered " + got.code() + " instead of " + one.code());
    }
    if (one.body() != null && !Arrays.equals(one.body(), got.body())) {
      return Optional.of("got " + show(got.body()) + " instead of " + show(one.body()));
    }
    return Optional.empty();
  }

  /**
   * What is wrong about the topic after all cases; empty if it holds their records, in their order,
   * and no other.
   */
  static Optional<String> problem(List<Case> cases, List<ConsumerRecord<byte[], byte[]>> records) {
    List<Case> stored = cases.stream().filter(one -> one.key() != null).toList();
    for (int i = 0; i < Math.min(stored.size(), records.size()); i++) {
      Case one = stored.get(i);
      ConsumerRecord<byte[], byte[]> kept = records.get(i);
      if (!Arrays.equals(one.order().body(), kept.value())
          || !one.key().equals(text(kept.key()))
          || !Integer.toString(one.recordFormat()).equals(format(kept))) {
        return Optional.of(
            "record %d is not that of '%s': key %s, format %s, %s"
                .formatted(i, one.name(), text(kept.key()), format(kept), show(kept.value())));
      }
    }
    return stored.size() == records.size()
        ? Optional.empty()
        : Optional.of("%d records instead of %d".formatted(records.size(), stored.size()));
  }

  private static String format(ConsumerRecord<byte[], byte[]> kept) {
    Header header = kept.headers().lastHeader("content-format");
    return header == null ? "" : text(header.value());
  }

  private static String text(byte[] bytes) {
    return bytes == null ? "" : new String(bytes, UTF_8);
  }

  private static String show(byte[] bytes) {
    String hex = HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, SHOWN));
    return bytes.length + " bytes " + hex + (bytes.length > SHOWN ? "…" : "");
  }
}
