package dev.millrace.e2e.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

/** Every kind of difference has to be found. */
class ExpectedTest {
  private static final Case STORED =
      Case.stored("one", Order.post("/rooms/a", 50, "{}".getBytes(UTF_8)), "a");
  private static final Case REFUSED =
      Case.refused("two", Order.post("/none", 50, "{}".getBytes(UTF_8)), "4.04");

  @Test
  void answersAreComparedByCodeAndBody() {
    Case links = Case.answered("links", Order.get("/.well-known/core"), new byte[] {1, 2});

    assertThat(Expected.problem(links, new Answer("2.05", new byte[] {1, 2}))).isEmpty();
    assertThat(Expected.problem(links, new Answer("2.05", new byte[] {1, 3}))).isPresent();
    assertThat(Expected.problem(links, new Answer("none", new byte[] {1, 2}))).isPresent();
  }

  @Test
  void recordsAreComparedByKeyFormatAndValue() {
    assertThat(topic(kept("a", "50", "{}"))).isEmpty();
    assertThat(topic(kept("b", "50", "{}"))).get().asString().contains("'one'", "key b");
    assertThat(topic(kept("a", "60", "{}"))).get().asString().contains("format 60");
    assertThat(topic(kept("a", "50", "{ }"))).get().asString().contains("3 bytes 7b207d");
  }

  @Test
  void noRecordMayBeMissingOrOver() {
    assertThat(topic()).contains("0 records instead of 1");
    assertThat(topic(kept("a", "50", "{}"), kept("a", "50", "{}")))
        .contains("2 records instead of 1");
  }

  @SafeVarargs
  private static Optional<String> topic(ConsumerRecord<byte[], byte[]>... records) {
    return Expected.problem(List.of(REFUSED, STORED), List.of(records));
  }

  private static ConsumerRecord<byte[], byte[]> kept(String key, String format, String value) {
    RecordHeaders headers = new RecordHeaders();
    headers.add("content-format", format.getBytes(UTF_8));
    return new ConsumerRecord<>(
        InteropGateway.TOPIC,
        0,
        0,
        0,
        TimestampType.CREATE_TIME,
        key.length(),
        value.length(),
        key.getBytes(UTF_8),
        value.getBytes(UTF_8),
        headers,
        Optional.empty());
  }
}
