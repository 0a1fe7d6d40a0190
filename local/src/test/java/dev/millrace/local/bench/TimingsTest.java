package dev.millrace.local.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

final class TimingsTest {
  private static final long MILLI = 1_000_000;

  private final Timings timings = new Timings();

  @Test
  void aGapIsBetweenOutputsOfTheSamePartition() {
    timings.on();
    see(0, 0);
    see(1, 30);
    see(0, 60);
    see(1, 61);
    see(0, 300);
    see(1, 301);

    // Slots end with the first output after 200 ms: each partition has had 240 ms of silence.
    assertThat(timings.gapMillis(100)).isCloseTo(240, within(1.0));
    assertThat(timings.gapMillis(1)).isCloseTo(240, within(1.0));
  }

  @Test
  void whatIsSeenWhileItIsOffCountsAsSeenOnly() {
    see(0, 0);
    see(0, 1000);
    timings.on();
    see(0, 1001);
    timings.off();
    see(0, 9000);

    assertThat(timings.seen()).isEqualTo(4);
    assertThat(timings.count()).isEqualTo(1);
    assertThat(timings.latencyMillis(100)).isCloseTo(1, within(0.01));
  }

  @Test
  void theStampIsFoundWhereverItStands() {
    assertThat(Workload.stamp(Workload.value(7, 1234567890123L))).isEqualTo(1234567890123L);
    assertThat(Workload.stamp("{\"sen\":1,\"sent\":42}".getBytes(StandardCharsets.US_ASCII)))
        .isEqualTo(42);
    assertThatThrownBy(() -> Workload.stamp("{\"set\":1}".getBytes(StandardCharsets.US_ASCII)))
        .hasMessageContaining("{\"set\":1}");
  }

  /** An output of this partition, stamped a millisecond before it is seen. */
  private void see(int partition, long millis) {
    timings.seen(
        new ConsumerRecord<>("out", partition, 0, null, Workload.value(0, (millis - 1) * MILLI)),
        millis * MILLI);
  }
}
