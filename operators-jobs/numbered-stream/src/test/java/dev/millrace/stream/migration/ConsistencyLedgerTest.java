package dev.millrace.stream.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.stream.handover.Cut;
import org.junit.jupiter.api.Test;

class ConsistencyLedgerTest {
  private final ConsistencyLedger ledger = new ConsistencyLedger();

  @Test
  void knowsTheLastEqualPointBeforeTheFirstDifferenceInWhateverOrderTheyCome() {
    both(100, true);
    both(400, false);
    both(300, false);
    both(200, true);
    both(500, true);

    assertThat(ledger.firstDifferentSn()).isEqualTo(300);
    assertThat(ledger.equalBeforeDifference()).isEqualTo(200);
    assertThat(ledger.lastEqualSn()).isEqualTo(500);
  }

  @Test
  void withoutAnEqualPointThereIsNone() {
    both(300, false);
    both(400, true);

    assertThat(ledger.equalBeforeDifference()).isZero();
  }

  private void both(long sn, boolean equal) {
    ledger.source(new Cut(sn, 1, 1));
    ledger.target(new Cut(sn, equal ? 1 : 2, 1));
  }
}
