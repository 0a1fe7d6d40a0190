package dev.millrace.local.bench.strategies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.millrace.local.bench.Stretch;
import dev.millrace.stream.stage.Identity;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class WindowingTest {
  private static final long MILLI = 1_000_000;

  @Test
  void aWindowByTimeIsClosedByTheFirstRecordBehindIt() {
    Windowing windowing = Windowing.ofMillis(10);
    assertThat(windowing.expected(new long[] {3, 9, 10, 11, 19, 40}))
        .containsExactly(entry(3L, 2L), entry(6L, 3L));
  }

  @Test
  void aWindowByNumberIsClosedByItsLastRecord() {
    Windowing windowing = Windowing.ofRecords(2);
    assertThat(windowing.expected(new long[] {3, 9, 10, 11, 19}))
        .containsExactly(entry(2L, 2L), entry(4L, 2L));
  }

  @Test
  void theLedgerFindsRepeatsRecordsCountedTwiceOrNeverAndOtherResults() {
    CountLedger ledger = new CountLedger();
    ledger.take(identity(3, 0), 2, 0);
    ledger.take(identity(6, 0), 1, 0);
    ledger.take(identity(6, 1), 2, 5);
    ledger.take(identity(6, 1), 2, 6);
    assertThat(ledger.repeats()).isEqualTo(1);
    assertThat(ledger.results()).containsExactly(new Counted(3, 2, 0), new Counted(6, 3, 5));
    assertThat(ledger.miscounted(1)).isZero();

    ledger.take(identity(10, 0), 3, 7);
    assertThat(ledger.miscounted(1)).as("four records have come").isEqualTo(1);
    long[] sent = {3, 9, 10, 11, 19, 40};
    assertThat(Windowing.ofMillis(10).unexpected(ledger.results(), sent)).isEqualTo(1);
    assertThat(Windowing.ofRecords(3).unexpected(ledger.results(), sent)).isEqualTo(1);
  }

  @Test
  void theLastResultIsKnownThoughWindowsByNumberMayBeginAnywhere() {
    long[] sent = {3, 9, 10, 11, 19, 40, 41};
    assertThat(Windowing.ofMillis(10).lastSn(sent)).isEqualTo(6);
    assertThat(Windowing.ofRecords(3).lastSn(sent)).isEqualTo(5);
  }

  @Test
  void anEffectTakesLatencyFromTheFirstRecordOfTheWindowAndGapsThatReachIn() {
    CountLedger ledger = new CountLedger();
    ledger.take(identity(3, 0), 2, 30 * MILLI);
    ledger.take(identity(6, 0), 3, 70 * MILLI);
    Effect effect = Effect.none();
    effect.add(
        new Stretch(40 * MILLI, 71 * MILLI), ledger.results(), 1, sn -> sn * 10 * MILLI, true);
    assertThat(effect.counts()).containsExactly(3.0);
    assertThat(effect.delayMillis()).containsExactly(10.0);
    assertThat(effect.latencyMillis()).as("from record 3").containsExactly(40.0);
    assertThat(effect.gapMillis()).containsExactly(40.0);

    Effect inside = Effect.none();
    inside.add(new Stretch(40 * MILLI, 71 * MILLI), ledger.results(), 1, sn -> sn, false);
    assertThat(inside.gapMillis()).as("it began before").isEmpty();
  }

  private static Identity identity(long sn, int index) {
    return new Identity("p.counts", 1, 0, sn, index);
  }

  @Test
  void movesMeetEveryPartOfAWindowOnce() {
    Phase phase = new Phase(Duration.ofMillis(300), Duration.ofMillis(1_000), 4);
    RandomGenerator random = new SplittableRandom(1);
    for (int move = 0; move < 8; move++) {
      long part = 250 * (move % 4);
      assertThat(phase.before(move, random).toMillis()).isBetween(300 + part, 550 + part);
    }
  }
}
