package dev.millrace.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.stream.stage.Identity;
import org.junit.jupiter.api.Test;

final class TurnsTest {
  private final Turns turns = new Turns();

  @Test
  void whatComesAgainInItsPartitionOfTheOutputIsARepeat() {
    assertThat(take(1, 1, 0, 10)).isTrue();
    assertThat(take(1, 2, 0, 11)).isTrue();
    assertThat(take(1, 1, 0, 12)).isFalse();
    assertThat(take(1, 2, 0, 12)).isFalse();
    assertThat(turns.missingSince(100)).isZero();
  }

  @Test
  void whatIsPassedOverIsMissingUntilItComes() {
    take(1, 1, 0, 10);
    take(1, 4, 1, 20);
    assertThat(turns.missingSince(19)).as("passed over later than that").isZero();
    assertThat(turns.missingSince(20)).isEqualTo(2);
    take(1, 2, 2, 30);
    assertThat(turns.missingSince(30)).isEqualTo(1);
  }

  @Test
  void whatIsMissingBeforeTheFirstOneCounts() {
    take(1, 3, 0, 10);
    assertThat(turns.missingSince(10)).isEqualTo(2);
  }

  @Test
  void aNewBirthCountsAnewAndForgetsNothing() {
    take(1, 1, 0, 10);
    take(1, 3, 0, 10);
    assertThat(take(2, 1, 0, 20)).isTrue();
    take(2, 2, 0, 20);
    assertThat(turns.missingSince(20)).isEqualTo(1);
  }

  private boolean take(int generation, long sn, int outputPartition, long nanos) {
    return turns.take(new Identity("p.s", generation, 0, sn, 0), outputPartition, nanos);
  }
}
