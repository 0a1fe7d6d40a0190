package dev.millrace.e2e.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A check that finds nothing must have been able to. */
class ReadingsTest {
  @Test
  void whatIsAcknowledgedAndNotThereIsMissing() {
    Readings some = new Readings(List.of(1, 3, 4));

    assertThat(some.missing(new TreeSet<>(List.of(1, 2, 3)))).containsExactly(2);
    assertThat(some.missing(new TreeSet<>(List.of(3)))).isEmpty();
  }

  @Test
  void whatIsThereTwiceOrLateIsNamed() {
    assertThat(new Readings(List.of(1, 3, 4)).disorder()).isEmpty();
    assertThat(new Readings(List.of(1, 3, 3)).disorder()).containsExactly("number 3 is behind 3");
    assertThat(new Readings(List.of(2, 3, 1, 4)).disorder())
        .containsExactly("number 1 is behind 3");
  }
}
