package dev.millrace.local.bench.coap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How long a fault is felt, by a clock of the test's: ten samples a second. */
final class RecoveriesTest {
  private static final long SAMPLE_NANOS = 100_000_000;

  private final Recoveries recoveries = new Recoveries();
  private long nanos = -5 * SAMPLE_NANOS;
  private double answered;

  private void samples(int count, double each) {
    for (int i = 0; i < count; i++) {
      nanos += SAMPLE_NANOS;
      answered += each;
      recoveries.sample(nanos, answered);
    }
  }

  @Test // G2
  void recoveredIsWhoAnswersAsMuchAsBeforeButForATenth() {
    samples(11, 100);
    recoveries.struck(nanos);
    samples(4, 0);
    samples(3, 89);
    assertThat(recoveries.open()).isOne();
    samples(1, 90);

    assertThat(recoveries.open()).isZero();
    assertThat(recoveries.worstMillis()).isEqualTo(800);
  }

  @Test // G2: a second fault before the recovery from the first
  void eachFaultHasATimeOfItsOwn() {
    samples(11, 100);
    recoveries.struck(nanos);
    samples(20, 10);
    recoveries.struck(nanos);
    samples(1, 50);
    assertThat(recoveries.open()).as("as much as before the second").isOne();
    assertThat(recoveries.worstMillis()).isEqualTo(100);
    samples(1, 95);

    assertThat(recoveries.open()).isZero();
    assertThat(recoveries.worstMillis()).isEqualTo(2_200);
  }

  // Would catch: a sample that was begun before the fault and shows nothing of it.
  @Test // G2
  void whatWasAnsweredBeforeDoesNotCount() {
    samples(11, 100);
    recoveries.struck(nanos + SAMPLE_NANOS / 2);
    samples(1, 100);

    assertThat(recoveries.open()).isOne();
    samples(1, 100);
    assertThat(recoveries.worstMillis()).isEqualTo(150);
  }

  @Test
  void withoutLoadThereIsNothingToComeBackTo() {
    recoveries.struck(nanos);
    samples(11, 0);
    recoveries.struck(nanos);

    assertThat(recoveries.open()).isZero();
  }
}
