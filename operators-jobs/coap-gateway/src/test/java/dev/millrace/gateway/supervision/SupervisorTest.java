package dev.millrace.gateway.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Restart intensities (G1), by a clock that stands still. */
class SupervisorTest {
  private static final Throwable FAULT = new IllegalStateException("a bug");
  private static final Duration PERIOD = Duration.ofSeconds(10);

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5_000_000_000L);
  private final List<String> restarts = new ArrayList<>();
  private final Supervisor supervisor =
      new Supervisor(
          new RestartIntensity(2, PERIOD), nanos::get, (part, fault) -> restarts.add(part));

  @Test // G1: n restarts within t, and no more; the clock may wrap
  void whatFailsTooOftenIsGivenUp() {
    assertThat(supervisor.mayRestart("socket", FAULT)).isTrue();
    assertThat(supervisor.mayRestart("socket", FAULT)).isTrue();
    nanos.addAndGet(PERIOD.toNanos());
    assertThat(supervisor.mayRestart("socket", FAULT)).isTrue();
    assertThat(supervisor.mayRestart("socket", FAULT)).isTrue();
    nanos.addAndGet(PERIOD.toNanos() - 1);
    assertThat(supervisor.failure()).isNotDone();

    assertThat(supervisor.mayRestart("socket", FAULT)).isFalse();

    assertThat(supervisor.failure())
        .isCompletedWithValueMatching(why -> why.getMessage().contains("socket"))
        .isCompletedWithValueMatching(why -> why.getCause() == FAULT);
    assertThat(restarts).hasSize(5).containsOnly("socket");
  }

  @Test // G1: one for one: the faults of one part are not another one's
  void eachPartCountsForItself() {
    for (String part : List.of("socket", "memory", "socket", "memory")) {
      assertThat(supervisor.mayRestart(part, FAULT)).isTrue();
    }
    assertThat(supervisor.failure()).isNotDone();
  }

  @Test // G1: what was given up stays so
  void nothingBeginsAnewAfterTheEnd() {
    for (int i = 0; i < 3; i++) {
      supervisor.mayRestart("socket", FAULT);
    }
    assertThat(supervisor.mayRestart("memory", FAULT)).isFalse();
  }

  // Would catch: a task of a timer that fails once and is never done again.
  @Test // G1: a permanent part
  void aTaskIsDoneAgainAfterItFailed() {
    AtomicInteger runs = new AtomicInteger();
    Runnable task =
        supervisor.permanent(
            "memory",
            () -> {
              runs.incrementAndGet();
              throw new StackOverflowError("a bug");
            });
    task.run();
    task.run();

    assertThatThrownBy(task::run).isInstanceOf(StackOverflowError.class);
    assertThat(runs).hasValue(3);
    assertThat(supervisor.failure()).isDone();
  }
}
