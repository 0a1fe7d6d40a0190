package dev.millrace.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.controllog.LocatedCut;
import dev.millrace.stream.handover.Cut;
import org.junit.jupiter.api.Test;

class CutHistoryTest {
  private final CutHistory history = new CutHistory();

  @Test
  void knowsNothingBeforeItHasBegun() {
    history.add(5, 1, 2, 3);
    assertThat(history.between(0, 100)).isEmpty();
  }

  @Test
  void knowsWhereItBeganAndWhatFollowed() {
    history.begin(new Cut(100, 7, 8), 199);
    history.add(101, 9, 10, 205);
    history.begin(new Cut(101, 0, 0), 0);

    assertThat(history.between(0, 200))
        .containsExactly(
            new LocatedCut(new Cut(100, 7, 8), 199), new LocatedCut(new Cut(101, 9, 10), 205));
    assertThat(history.between(101, 101)).hasSize(1);
    assertThat(history.between(102, 200)).isEmpty();
  }

  @Test
  void forgetsTheOldest() {
    history.begin(new Cut(0, 0, 0), 0);
    for (long sn = 1; sn <= 5_000; sn++) {
      history.add(sn, sn * 3, sn * 5, sn * 7);
    }

    assertThat(history.between(0, 9_999))
        .hasSize(4_096)
        .startsWith(new LocatedCut(new Cut(905, 2_715, 4_525), 6_335))
        .endsWith(new LocatedCut(new Cut(5_000, 15_000, 25_000), 35_000));
  }
}
