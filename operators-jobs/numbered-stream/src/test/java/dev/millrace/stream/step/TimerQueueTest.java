package dev.millrace.stream.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.stream.state.RecordKey;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimerQueueTest {
  private final TimerQueue queue = new TimerQueue(3);

  private List<String> due(long time) {
    List<String> due = new ArrayList<>();
    for (var bucket = queue.pollDue(time); bucket != null; bucket = queue.pollDue(time)) {
      for (Timer timer : bucket.inOrder()) {
        due.add(
            bucket.deadline() + "/" + bucket.step() + "/" + timer.key().text() + timer.instance());
      }
    }
    return due;
  }

  private void register(long deadline, int step, String key, long instance) {
    queue.register(deadline, step, RecordKey.of(key), instance);
  }

  @Test
  void timersFireByDeadlineStepKeyAndInstanceAndOnce() {
    register(5, 1, "b", 1);
    register(5, 0, "z", 0);
    register(5, 1, "a", 2);
    register(4, 2, "q", 0);
    register(5, 1, "a", -2);
    register(5, 1, "b", 1);
    register(6, 0, "a", 0);
    // By code unit the surrogates of the emoji come before the letter, by code point after it.
    register(5, 1, "\uFF21", 0);
    register(5, 1, "\uD83D\uDE00", 0);
    assertThat(due(3)).isEmpty();
    assertThat(due(5))
        .containsExactly(
            "4/2/q0", "5/0/z0", "5/1/a-2", "5/1/a2", "5/1/b1", "5/1/\uD83D\uDE000", "5/1/\uFF210");
    assertThat(due(6)).containsExactly("6/0/a0");
    assertThat(due(Long.MAX_VALUE)).isEmpty();
  }

  @Test
  void aBucketThatHasFiredIsNotFilledAgain() {
    register(5, 1, "a", 0);
    assertThat(due(5)).hasSize(1);
    register(5, 1, "a", 0);
    register(7, 1, "a", 0);
    assertThat(due(5)).containsExactly("5/1/a0");
    assertThat(due(7)).containsExactly("7/1/a0");
  }
}
