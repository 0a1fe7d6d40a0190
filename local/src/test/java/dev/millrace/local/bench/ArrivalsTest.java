package dev.millrace.local.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.stream.stage.Identity;
import dev.millrace.stream.stage.RecordHeader;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

final class ArrivalsTest {
  private static final long MILLI = 1_000_000;

  private final Arrivals arrivals = new Arrivals();

  @Test
  void aGapCountsIfAnyPartOfItLiesInTheStretch() {
    see(0, 1, 0);
    see(0, 2, 10);
    see(0, 3, 50);
    see(0, 4, 55);

    assertThat(gap(12, 13)).isCloseTo(40, within(0.01));
    assertThat(gap(51, 54)).isCloseTo(5, within(0.01));
    assertThat(gap(5, 52)).isCloseTo(40, within(0.01));
    assertThat(arrivals.longestGapMillis(0, stretch(60, 70))).as("not over yet").isEmpty();
    assertThat(arrivals.longestGapMillis(1, stretch(0, 70))).isEmpty();
  }

  @Test
  void anOutputThatCameAgainEndsNoGap() {
    see(0, 1, 0);
    see(0, 1, 20);
    see(0, 2, 30);

    assertThat(gap(0, 30)).isCloseTo(30, within(0.01));
    assertThat(arrivals.duplicates()).isEqualTo(1);
    assertThat(arrivals.seen()).isEqualTo(2);
  }

  @Test
  void aGapThatBeganBeforeWhatIsForgottenIsNot() {
    see(0, 1, 0);
    see(0, 2, 10);
    arrivals.forgetBefore(20 * MILLI);
    see(0, 3, 50);

    assertThat(gap(20, 60)).isCloseTo(40, within(0.01));
    assertThat(arrivals.longestGapMillis(0, stretch(0, 5))).isEmpty();
  }

  @Test
  void latenciesAreThoseOfTheStretch() {
    see(0, 1, 10);
    see(1, 1, 20);
    see(0, 2, 30);
    Histogram histogram = new Histogram(Arrivals.LONGEST_NANOS, 3);
    arrivals.latencies(stretch(15, 30), histogram);

    assertThat(histogram.getTotalCount()).isEqualTo(1);
    assertThat(Stretch.millis(histogram.getMaxValue())).isCloseTo(1, within(0.01));
  }

  @Test
  void allHaveComeOnlyWhenEachHas() {
    see(0, 1, 10);
    see(1, 1, 20);

    assertThat(arrivals.haveAllSince(10 * MILLI, List.of(0, 1))).isTrue();
    assertThat(arrivals.haveAllSince(15 * MILLI, List.of(0, 1))).isFalse();
    assertThat(arrivals.haveAllSince(15 * MILLI, List.of(1))).isTrue();
  }

  @Test
  void anOutputWithoutIdentityIsRefused() {
    ConsumerRecord<byte[], byte[]> bare =
        new ConsumerRecord<>("out", 0, 0, null, Workload.value(0, 0));
    assertThatThrownBy(() -> arrivals.seen(bare, 0)).hasMessageContaining("without identity");
  }

  private double gap(long fromMillis, long untilMillis) {
    return arrivals.longestGapMillis(0, stretch(fromMillis, untilMillis)).orElseThrow();
  }

  private static Stretch stretch(long fromMillis, long untilMillis) {
    return new Stretch(fromMillis * MILLI, untilMillis * MILLI);
  }

  /** An output, stamped a millisecond before it is seen. */
  private void see(int partition, long sn, long millis) {
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>("out", 0, 0, null, Workload.value(0, (millis - 1) * MILLI));
    record.headers().add(RecordHeader.IDENTITY, new Identity("p.s", 1, partition, sn, 0).toBytes());
    arrivals.seen(record, millis * MILLI);
  }
}
