package dev.millrace.local.bench.strategies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TrendTest {
  @Test
  void aStraightLineIsFound() {
    Trend trend = Trend.of(new double[] {1, 2, 4}, new double[] {5, 7, 11});
    assertThat(trend).isEqualTo(new Trend(2, 3, 1, 1));
  }

  @Test
  void whatFallsHasANegativeRankCorrelation() {
    Trend trend = Trend.of(new double[] {1, 2, 3, 4}, new double[] {9, 8, 8.5, 1});
    assertThat(trend.tau()).isCloseTo(-4 / 6.0, within(1e-9));
    assertThat(trend.slope()).isNegative();
    assertThat(trend.rSquared()).isBetween(0.5, 0.9);
  }

  @Test
  void pointsAtOnePlaceHaveNone() {
    assertThatThrownBy(() -> Trend.of(new double[] {3, 3}, new double[] {1, 2}))
        .hasMessageContaining("all at 3.0");
    assertThatThrownBy(() -> Trend.of(new double[] {3}, new double[] {1}))
        .hasMessageContaining("1 places");
  }

  @Test
  void theDocumentsOwnFiguresHaveTheShapeThatIsSaidOfThem() {
    Trend downtimeByState =
        Trend.of(
            Document.TRANSFER_BY_RATE.columns().stream()
                .mapToDouble(Document.Column::first)
                .toArray(),
            Document.TRANSFER_BY_RATE.columns().stream()
                .mapToDouble(Document.Column::second)
                .toArray());
    assertThat(downtimeByState.slope()).isCloseTo(0.373, within(0.001));
    assertThat(downtimeByState.intercept()).isCloseTo(10.6, within(0.05));
    assertThat(downtimeByState.rSquared()).isCloseTo(0.98, within(0.01));
    for (Document.Column column : Document.SPLIT_BY_RATE.columns()) {
      assertThat(column.first() + column.second()).isCloseTo(column.third(), within(0.002));
    }
  }
}
