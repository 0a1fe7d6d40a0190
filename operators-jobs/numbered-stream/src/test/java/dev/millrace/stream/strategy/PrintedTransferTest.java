package dev.millrace.stream.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.stream.strategy.PrintedTransfer.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Why the errata X4 to X6 are errata: what Algorithms 5.1 and 5.2 come to as they were printed, and
 * with either repair alone. If one of these tests fails, it is the printed form that was not copied
 * faithfully.
 */
class PrintedTransferTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void asPrintedATransferCanHangAndCanLoseState(int chunks) {
    assertThat(new PrintedTransfer(chunks, false, false).outcomes())
        .containsExactlyInAnyOrder(Outcome.OK, Outcome.DEADLOCK, Outcome.LOST);
  }

  /** Erratum X5 repaired alone. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void anEndThatWaitsLeavesTheDeadlock(int chunks) {
    assertThat(new PrintedTransfer(chunks, true, false).outcomes())
        .containsExactlyInAnyOrder(Outcome.OK, Outcome.DEADLOCK);
  }

  /**
   * Erratum X6 repaired alone. The deadlock that is left is another one: the receiver deletes
   * unseen the end that has overwritten what it read.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void aLookBeforeTheWaitLeavesTheLossAndADeadlock(int chunks) {
    assertThat(new PrintedTransfer(chunks, false, true).outcomes())
        .containsExactlyInAnyOrder(Outcome.OK, Outcome.DEADLOCK, Outcome.LOST);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void bothRepairsTogetherOnlyEndWell(int chunks) {
    assertThat(new PrintedTransfer(chunks, true, true).outcomes()).containsExactly(Outcome.OK);
  }

  /** Erratum X4: the loop goes on while anything is left, and so copies beyond the end. */
  @Test
  void asPrintedTheLastChunkIsPaddedAndTheRemainderIsNoRange() {
    byte[] state = {1, 2, 3};
    int maxBytes = 2;
    List<byte[]> sent = new ArrayList<>();
    int start = 0;
    int end = maxBytes;
    while (state.length - start > 0) {
      sent.add(Arrays.copyOfRange(state, start, end));
      start = end;
      end = start + maxBytes;
    }
    assertThat(sent).containsExactly(new byte[] {1, 2}, new byte[] {3, 0});
    int remainder = start;
    assertThatThrownBy(() -> Arrays.copyOfRange(state, remainder, state.length))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
