package dev.millrace.stream.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CustomStateTest {
  @Test
  void theCellDoesNotDependOnTheOrderInWhichValuesWereSet() {
    CustomState one = new CustomState();
    one.setLong("b", 2);
    one.setString("a", "x");
    one.setDouble("c", 0.5);
    CustomState other = new CustomState();
    for (String name : List.of("d", "c", "b", "a")) {
      other.setString(name, name);
    }
    other.remove("d");
    other.setDouble("c", 0.5);
    other.setLong("b", 2);
    other.setString("a", "x");
    assertThat(other.toCell()).isEqualTo(one.toCell());
    CustomState loaded = new CustomState();
    loaded.load(one.toCell());
    assertThat(loaded.getLong("b")).isEqualTo(2);
    assertThat(loaded.getString("a")).isEqualTo("x");
    assertThat(loaded.getDouble("c")).isEqualTo(0.5);
    assertThat(loaded.has("d")).isFalse();
    assertThat(loaded.isChanged()).isFalse();
  }

  @Test
  void whatIsNotSetIsNothing() {
    CustomState state = new CustomState();
    assertThat(state.getLong("a")).isZero();
    assertThat(state.getString("a")).isNull();
    state.setString("a", "b");
    state.setString("a", null);
    assertThat(state.isEmpty()).isTrue();
    assertThat(state.isChanged()).isTrue();
  }
}
