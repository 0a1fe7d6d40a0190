package dev.millrace.stream.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every order in which the steps of a sender and a receiver can come (checklist C3). Finds a frame
 * that overwrites another, a look that misses a frame, and a sender that is confirmed too early.
 */
class TransferInterleavingsTest {
  private static final int CHUNK_BYTES = 2;

  /** How a run can end. */
  private enum Outcome {
    OK,
    DEADLOCK,
    LOST,
    FAULT
  }

  /** All there is at one moment. */
  private record Moment(StateSender sender, StateReceiver receiver, StateSlot.Content slot) {
    String key() {
      return sender + ", " + receiver + ", " + slot.version() + Arrays.toString(slot.frame());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void everyOrderEndsWell(int chunks) {
    assertThat(explore(chunks, false)).containsExactly(Outcome.OK);
  }

  /**
   * Either side may also crash after an operation on the slot and before it knows the result, and
   * go on from where it was before: the receiver between its read and its delete among others.
   */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void everyOrderEndsWellIfAnyResultOfAStepIsLost(int chunks) {
    assertThat(explore(chunks, true)).containsExactly(Outcome.OK);
  }

  private static Set<Outcome> explore(int chunks, boolean withCrashes) {
    byte[] state = state(chunks);
    Moment initial =
        new Moment(
            StateSender.of("m", state, CHUNK_BYTES),
            StateReceiver.of("m"),
            new MemorySlot().read());
    Set<Outcome> outcomes = EnumSet.noneOf(Outcome.class);
    Set<String> seen = new HashSet<>(Set.of(initial.key()));
    Deque<Moment> open = new ArrayDeque<>(Set.of(initial));
    while (!open.isEmpty()) {
      Moment moment = open.remove();
      assertThat(moment.sender().isConfirmed() && !moment.receiver().isWhole())
          .as("confirmed before the state is there: %s", moment)
          .isFalse();
      assertThat(moment.slot().version())
          .as("changes of the slot, if each frame is put once and deleted once: %s", moment)
          .isLessThanOrEqualTo(2L * (chunks + 1));
      boolean isLast = true;
      try {
        for (boolean forgets : withCrashes ? new boolean[] {false, true} : new boolean[] {false}) {
          for (Moment next : new Moment[] {send(moment, forgets), receive(moment, forgets)}) {
            isLast &= next.key().equals(moment.key());
            if (seen.add(next.key())) {
              open.add(next);
            }
          }
        }
      } catch (IOException e) {
        outcomes.add(Outcome.FAULT);
        continue;
      }
      if (isLast) {
        outcomes.add(outcome(moment, state));
      }
    }
    return outcomes;
  }

  private static Moment send(Moment moment, boolean forgets) throws IOException {
    MemorySlot slot = new MemorySlot(moment.slot());
    StateSender next = moment.sender().step(slot);
    return new Moment(forgets ? moment.sender() : next, moment.receiver(), slot.read());
  }

  private static Moment receive(Moment moment, boolean forgets) throws IOException {
    MemorySlot slot = new MemorySlot(moment.slot());
    StateReceiver next = moment.receiver().step(slot);
    return new Moment(moment.sender(), forgets ? moment.receiver() : next, slot.read());
  }

  private static Outcome outcome(Moment last, byte[] state) {
    if (!last.receiver().isReceived() || !last.sender().isConfirmed()) {
      return Outcome.DEADLOCK;
    }
    return Arrays.equals(last.receiver().state(), state) ? Outcome.OK : Outcome.LOST;
  }

  private static byte[] state(int chunks) {
    byte[] state = new byte[Math.max(0, chunks * CHUNK_BYTES - 1)];
    for (int i = 0; i < state.length; i++) {
      state[i] = (byte) (i + 1);
    }
    return state;
  }
}
