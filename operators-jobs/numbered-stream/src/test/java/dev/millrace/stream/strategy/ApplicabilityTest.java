package dev.millrace.stream.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.CountWindowSpec;
import dev.millrace.api.SlidingSpec;
import dev.millrace.api.StepSpec;
import dev.millrace.api.WindowSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Finds a stage that is let through and would be counted wrongly (checklist F10), or shut out. */
class ApplicabilityTest {
  private static final Map<String, String> COUNT = Map.of("n", "count()");

  @Test
  void oneTumblingWindowWithOneCountIsServed() {
    assertThat(refusal(5, tumbling(COUNT))).isEmpty();
    assertThat(refusal(5, counted(10, null, COUNT))).isEmpty();
    assertThat(refusal(5, counted(10, 10, COUNT))).isEmpty();
    assertThat(refusal(5, tumbling(Map.of("k", "key", "n", " count( )")))).isEmpty();
  }

  @Test
  void overlappingAndSessionWindowsAreNot() {
    SlidingSpec sliding = new SlidingSpec("10s", "5s");
    assertThat(refusal(5, window(new WindowSpec(null, sliding, null, null, COUNT))))
        .contains("steps[0].window.sliding: a record counts in more than one window");
    assertThat(refusal(5, counted(10, 5, COUNT)))
        .contains("steps[0].window.count.every: a record counts in more than one window");
    assertThat(refusal(5, window(new WindowSpec(null, null, "10s", null, COUNT))).orElseThrow())
        .startsWith("steps[0].window.session: ");
    assertThat(refusal(5, window(new WindowSpec(null, null, null, null, COUNT))))
        .contains("steps[0].window: neither tumbling nor count is set");
  }

  @Test
  void otherAggregatesAreNot() {
    for (String other : List.of("sum(value.level)", "count(value.open)", "min(value.level)")) {
      assertThat(refusal(5, tumbling(Map.of("a", other, "n", "count()"))).orElseThrow())
          .startsWith("steps[0].window.emit.a: " + other + " is not count()");
    }
    assertThat(refusal(5, tumbling(Map.of("k", "key"))))
        .contains("steps[0].window.emit: exactly one count() is needed, these are 0");
    assertThat(refusal(5, tumbling(Map.of("a", "count()", "b", "count()"))))
        .contains("steps[0].window.emit: exactly one count() is needed, these are 2");
  }

  /** Only with S = 0 no result is corrected, so only then a result's bounds are true. */
  @Test
  void boundsOfTheWindowNeedAFactorOfZero() {
    StepSpec step = tumbling(Map.of("n", "count()", "until", "window.end"));
    assertThat(refusal(0, step)).isEmpty();
    assertThat(refusal(1, step).orElseThrow())
        .startsWith("steps[0].window.emit.until: window.end would be untrue");
  }

  @Test
  void moreThanOneKeyIsNot() {
    assertThat(Applicability.refusal(List.of(tumbling(COUNT)), 2, 5).orElseThrow())
        .startsWith("steps[0].window: a window per key, for 2 keys or more");
  }

  @Test
  void stepsBesideTheWindowAreNot() {
    assertThat(refusal(5, tumbling(COUNT), rekey()).orElseThrow())
        .startsWith("steps[1].rekey: a change of key");
    assertThat(refusal(5, filter(), tumbling(COUNT)).orElseThrow())
        .startsWith("steps[0]: a step that is no window");
    assertThat(refusal(5, tumbling(COUNT), tumbling(COUNT)).orElseThrow())
        .startsWith("steps[1].window: a second window");
    assertThat(refusal(5).orElseThrow()).startsWith("steps: a stage without a window");
    assertThat(Applicability.refusal(null, 1, 5)).isPresent();
  }

  private static Optional<String> refusal(long factor, StepSpec... steps) {
    return Applicability.refusal(List.of(steps), 1, factor);
  }

  private static StepSpec tumbling(Map<String, String> emit) {
    return window(new WindowSpec("10s", null, null, null, emit));
  }

  private static StepSpec counted(int size, Integer every, Map<String, String> emit) {
    return window(new WindowSpec(null, null, null, new CountWindowSpec(size, every), emit));
  }

  private static StepSpec window(WindowSpec window) {
    return new StepSpec(null, null, null, null, null, null, window, null, null, null);
  }

  private static StepSpec rekey() {
    return new StepSpec(null, null, null, "value.id", null, null, null, null, null, null);
  }

  private static StepSpec filter() {
    return new StepSpec("value.open", null, null, null, null, null, null, null, null, null);
  }
}
