package dev.millrace.controllog.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BehindTest {
  private final Behind behind = new Behind();

  @Test
  void whoKeepsStepIsNotBehind() {
    behind.sourceAt(10, millis(0));
    behind.targetAt(10, millis(60));
    assertThat(behind.millis()).isZero();
    behind.sourceAt(20, millis(100));
    behind.targetAt(25, millis(160));
    assertThat(behind.millis()).isZero();
  }

  @Test
  void itCountsFromWhenTheSourceFirstWentBeyond() {
    behind.sourceAt(10, millis(0));
    behind.sourceAt(20, millis(100));
    behind.sourceAt(30, millis(200));
    behind.targetAt(12, millis(250));
    assertThat(behind.millis()).isEqualTo(150);
    behind.targetAt(30, millis(260));
    assertThat(behind.millis()).isZero();
  }

  // Would catch: an idle partition whose reports say the same again and again.
  @Test
  void aSourceAtRestDoesNotGoBeyond() {
    behind.sourceAt(10, millis(0));
    behind.targetAt(9, millis(10));
    behind.targetAt(10, millis(20));
    behind.sourceAt(10, millis(1_000));
    behind.targetAt(10, millis(1_500));
    assertThat(behind.millis()).isZero();
  }

  @Test
  void itRemembersNoMoreThanItMust() {
    for (int report = 1; report <= 1_000; report++) {
      behind.sourceAt(report, millis(report));
    }
    behind.targetAt(5, millis(1_000));
    assertThat(behind.millis()).isBetween(90L, 995L);
  }

  private static long millis(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }
}
