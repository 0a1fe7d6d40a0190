package dev.millrace.stream.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Any state in chunks of any size, the sides taking turns in any way (checklist C1). */
class StateTransferProperties {
  /** What a turn is: the low bit says whose, the second one whether its result is lost. */
  private static final int LOST = 2;

  @Property
  void everyStateArrivesByteForByte(
      @ForAll @Size(max = 300) byte[] state,
      @ForAll @IntRange(min = 1, max = 64) int chunkBytes,
      @ForAll @Size(min = 1, max = 40) List<@IntRange(max = 3) Integer> turns)
      throws IOException {
    MemorySlot slot = new MemorySlot();
    StateSender sender = StateSender.of("m", state, chunkBytes);
    StateReceiver receiver = StateReceiver.of("m");
    for (int turn : turns) {
      StateSender sent = turn % 2 == 0 ? sender.step(slot) : sender;
      StateReceiver received = turn % 2 == 1 ? receiver.step(slot) : receiver;
      if (turn < LOST) {
        sender = sent;
        receiver = received;
      }
    }
    while (!sender.isConfirmed() || !receiver.isReceived()) {
      StateSender sent = sender.step(slot);
      StateReceiver received = receiver.step(slot);
      assertThat(sent == sender && received == receiver).as("both wait for ever").isFalse();
      sender = sent;
      receiver = received;
    }
    assertThat(receiver.state()).isEqualTo(state);
  }
}
