package dev.millrace.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {
  @ParameterizedTest
  @CsvSource({"0s,PT0S", "250ms,PT0.25S", "10s,PT10S", "2m,PT2M", "1h,PT1H", "999999h,PT999999H"})
  void readsEveryUnit(String text, String expected) {
    assertThat(DurationText.parse(text)).isEqualTo(Duration.parse(expected));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {"", "10", "s", "-1s", "1.5s", "10 s", "01s", "1d", "1000000s", "1h30m", "10s\n"})
  void refusesEverythingElse(String text) {
    assertThatThrownBy(() -> DurationText.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("250ms");
  }

  @Test
  void theLongestTextIsAsLongAsDeclared() {
    assertThat(DurationText.parse("999999ms")).isEqualTo(Duration.ofMillis(999_999));
    assertThat("999999ms").hasSize(DurationText.MAX_LENGTH);
  }
}
