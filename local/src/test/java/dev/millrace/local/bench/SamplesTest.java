package dev.millrace.local.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class SamplesTest {

  @Test
  void theMedianOfAnEvenNumberLiesBetweenTheMiddleTwo() {
    assertThat(new Samples(9, 1, 3, 2).median()).isEqualTo(2.5);
    assertThat(new Samples(9, 1, 3).median()).isEqualTo(3);
  }

  @Test
  void ratiosAreTakenPairByPairInTheOrderOfMeasurement() {
    Samples above = new Samples(10, 1);
    Samples below = new Samples(5, 2);

    // Sorted before they are divided, they would give 0.5 and 2 the other way round, or 1/2, 10/5.
    assertThat(above.over(below).values()).containsExactly(2, 0.5);
  }

  @Test
  void noValueIsNoFigure() {
    assertThatThrownBy(Samples::new).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void showsTheRangeOnlyWhereThereIsOne() {
    assertThat(new Samples(1.25)).hasToString("1.25");
    assertThat(new Samples(3, 1, 2)).hasToString("2 (1–3)");
    assertThat(new Samples(3, 3, 3)).hasToString("3");
  }

  @Test
  void smallFiguresKeepTwoDigits() {
    assertThat(new Samples(-0.000456)).hasToString("-0.00046");
    assertThat(new Samples(0.05)).hasToString("0.05");
    assertThat(new Samples(1e-17)).hasToString("0");
  }
}
