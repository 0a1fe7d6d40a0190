package dev.millrace.local.bench.coap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Bytes of an exchange from two looks at a server. */
final class RememberedBytesTest {
  @Test
  void growthCountsWhereverItIsAndLongAnswersDoNot() {
    RememberedBytes remembered =
        RememberedBytes.between(
            Map.of("handled", 1_000, "heapBytes", 10_000_000L, "besideHeapBytes", 1_000L),
            Map.of("handled", 11_000, "heapBytes", 10_020_000L, "besideHeapBytes", 331_000L),
            21);

    assertThat(remembered.exchanges()).isEqualTo(10_000);
    assertThat(remembered.heap()).isCloseTo(2, within(1e-9));
    assertThat(remembered.besideHeap()).isCloseTo(33, within(1e-9));
    assertThat(remembered.bytes()).isCloseTo(35, within(1e-9));
    assertThat(remembered.beyondAnswer()).isCloseTo(30, within(1e-9));
  }
}
