package dev.millrace.e2e.outage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.stream.stage.Identity;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EchoesTest {
  private static final long FIRST = 1_000;

  private final Echoes echoes = new Echoes(2, FIRST);

  @Test
  void numbersOfAnEarlierTimeDoNotCount() {
    seen(7, 12, 0);
    seen(8, 13, 900);
    seen(9, FIRST, 2_000);
    seen(10, FIRST + 1, 2_010);
    assertThat(echoes.count()).isEqualTo(2);
    assertThat(echoes.takeLongest()).isEqualTo(10);
    assertThat(echoes.faults()).isEmpty();
  }

  @Test
  void theLongestTimeWithoutOutputCountsOnce() {
    seen(1, FIRST, 0);
    seen(2, FIRST + 1, 2_500);
    seen(3, FIRST + 2, 2_501);
    assertThat(echoes.takeLongest()).isEqualTo(2_500);
    assertThat(echoes.takeLongest()).isZero();
    seen(4, FIRST + 3, 2_521);
    assertThat(echoes.takeLongest()).isEqualTo(20);
  }

  // Would catch: a repeat that is taken for an end of the outage, or for an error.
  @Test
  void repeatsAreDroppedAndCounted() {
    seen(1, FIRST, 0);
    seen(2, FIRST + 1, 10);
    seen(1, FIRST, 1_000);
    seen(2, FIRST + 1, 1_000);
    seen(3, FIRST + 2, 3_010);
    assertThat(echoes.repeats()).isEqualTo(2);
    assertThat(echoes.takeLongest()).isEqualTo(3_000);
    assertThat(echoes.faults()).isEmpty();
  }

  @Test
  void aMissingNumberIsAFault() {
    seen(1, FIRST, 0);
    seen(3, FIRST + 2, 10);
    seen(4, FIRST + 3, 20);
    assertThat(echoes.faults()).hasSize(1);
    assertThat(echoes.faults().getFirst()).endsWith("has number 2, expected was 1");
  }

  // Would catch: state that a replica has lost, so that it gives old numbers new identities.
  @Test
  void aNumberThatComesAgainUnderANewIdentityIsAFault() {
    seen(1, FIRST, 0);
    seen(2, FIRST + 1, 10);
    seen(3, FIRST + 1, 20);
    assertThat(echoes.faults()).hasSize(1);
  }

  private void seen(long sn, long number, long millis) {
    echoes.seen(
        new Identity("pulse.echo", 1, 2, sn, 0), number, TimeUnit.MILLISECONDS.toNanos(millis));
  }
}
