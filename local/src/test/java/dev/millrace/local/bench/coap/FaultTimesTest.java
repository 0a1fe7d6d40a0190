package dev.millrace.local.bench.coap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When parts fail, by a clock of the test's: ten looks a second. */
final class FaultTimesTest {
  private static final long LOOK_NANOS = 100_000_000;
  private static final int LOOKS_PER_SECOND = 10;

  /** In tenths of a second, some time before the first answer included. */
  private static List<Integer> faults(Duration load, int before, int looks) {
    FaultTimes times = new FaultTimes(load);
    List<Integer> due = new ArrayList<>();
    for (int look = 0; look < looks; look++) {
      double answered = Math.max(0, look - before + 1);
      if (times.isDue(look * LOOK_NANOS - 7, answered)) {
        due.add(look);
      }
    }
    return due;
  }

  @Test // G2: every two seconds
  void aPartFailsEveryTwoSecondsOfTheLoad() {
    assertThat(faults(Duration.ofSeconds(60), 15, 9 * LOOKS_PER_SECOND))
        .containsExactly(35, 55, 75);
  }

  // Would catch: a fault that the end of the load cuts off, and that counts as never got over.
  @Test
  void behindTheLastFaultTheLoadGoesOnForLongerThanARecoveryMayTake() {
    assertThat(faults(Duration.ofSeconds(10), 0, 20 * LOOKS_PER_SECOND))
        .containsExactly(20, 40, 60);
    assertThat(faults(Duration.ofSeconds(9), 0, 20 * LOOKS_PER_SECOND)).containsExactly(20, 40, 60);
    assertThat(faults(Duration.ofMillis(8_900), 0, 20 * LOOKS_PER_SECOND)).containsExactly(20, 40);
  }

  @Test
  void withoutLoadNothingFails() {
    assertThat(faults(Duration.ofSeconds(10), 1_000, 300)).isEmpty();
  }
}
