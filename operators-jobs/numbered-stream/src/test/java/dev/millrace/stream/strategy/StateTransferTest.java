package dev.millrace.stream.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.stream.strategy.StateTransferException.Fault;
import dev.millrace.stream.strategy.TransferFrame.Chunk;
import dev.millrace.stream.strategy.TransferFrame.End;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The transfer of a state through one slot (checklist C1, C4, C5). */
class StateTransferTest {
  private static final int LIMIT = 1_000_000;

  private final MemorySlot slot = new MemorySlot();

  /** Finds a wrong bound of the loop, and a frame that the store would refuse. */
  @Test
  void statesOfAnySizeArriveInFramesUnderTheLimit() throws IOException {
    int chunk = StateSender.DEFAULT_CHUNK_BYTES;
    for (int length : new int[] {0, 1, chunk - 1, chunk, chunk + 1, 36_000_000}) {
      byte[] state = new byte[length];
      for (int i = 0; i < length; i++) {
        state[i] = (byte) (i * 31 + i / 251);
      }
      assertThat(transfer(state, chunk)).as("%d bytes", length).isEqualTo(state);
    }
  }

  /** Finds an end that is told from a chunk by its content (erratum d). */
  @Test
  void aStateThatLooksLikeAnEndArrives() throws IOException {
    byte[] end = TransferFrameCodec.toBytes(new End("m", 1, new byte[32]));
    assertThat(transfer(end, end.length)).isEqualTo(end);
  }

  /** Finds a receiver that deletes what it has not kept. */
  @Test
  void aReceiverThatStopsBetweenReadAndDeleteLosesNothing() throws IOException {
    byte[] state = {1, 2, 3};
    StateSender sender = StateSender.of("m", state, 3).step(slot).step(slot);
    StateReceiver lost = StateReceiver.of("m").step(slot);
    assertThat(lost.toString()).contains("DELETE");

    StateReceiver another = StateReceiver.of("m").step(slot).step(slot);
    sender = sender.step(slot).step(slot);
    another = another.step(slot).step(slot);

    assertThat(another.state()).isEqualTo(state);
    assertThat(sender.step(slot).isConfirmed()).isTrue();
  }

  /** Finds a transfer that ends well although its first part went down with a receiver. */
  @Test
  void aReceiverThatStopsLaterIsNotReplacedInSilence() throws IOException {
    StateSender sender = StateSender.of("m", new byte[] {1, 2}, 1).step(slot).step(slot);
    StateReceiver.of("m").step(slot).step(slot);
    sender = sender.step(slot).step(slot);

    StateReceiver another = StateReceiver.of("m");
    assertFault(Fault.INDEX, "migration m: chunk 1 where 0 is due", another);
    assertThat(sender.step(slot)).as("waits").isSameAs(sender);
    assertThat(sender.isConfirmed()).isFalse();
  }

  @Test
  void aSenderIsConfirmedOnlyWhenTheEndIsConsumed() throws IOException {
    StateSender sender = StateSender.of("m", new byte[0], 1).step(slot).step(slot);
    StateReceiver receiver = StateReceiver.of("m");
    assertThatThrownBy(receiver::state).isInstanceOf(IllegalStateException.class);
    receiver = receiver.step(slot);
    assertThat(receiver.state()).isEmpty();
    assertThat(receiver.isReceived()).isFalse();
    assertThat(sender.step(slot)).isSameAs(sender);
    assertThat(sender.isConfirmed()).isFalse();

    assertThat(receiver.step(slot).isReceived()).isTrue();
    assertThat(sender.step(slot).isConfirmed()).isTrue();
  }

  @Test
  void framesThatAreNotDueAreNamed() {
    byte[] one = {1};
    put(new Chunk("other", 0, 1, one));
    assertFault(Fault.MIGRATION, "holds a frame of migration other", StateReceiver.of("m"));
    assertThatThrownBy(() -> StateSender.of("m", one, 1).step(slot))
        .isInstanceOf(StateTransferException.class)
        .hasMessage("migration m: the slot is in use by migration other");

    put(new Chunk("m", 1, 2, one));
    assertFault(Fault.INDEX, "chunk 1 where 0 is due", StateReceiver.of("m"));

    put(new End("m", 2, new byte[32]));
    assertFault(Fault.COUNT, "the end after 0 of 2 chunks", StateReceiver.of("m"));

    put(new End("m", 0, new byte[32]));
    assertFault(Fault.DIGEST, "SHA-256", StateReceiver.of("m"));
  }

  @Test
  void aRepeatedChunkIsFound() throws IOException {
    put(new Chunk("m", 0, 2, new byte[] {1}));
    StateReceiver receiver = StateReceiver.of("m").step(slot).step(slot);
    put(new Chunk("m", 0, 2, new byte[] {1}));
    assertFault(Fault.INDEX, "chunk 0 where 1 is due", receiver);
  }

  @Test
  void aNumberOfChunksThatChangesIsFound() throws IOException {
    put(new Chunk("m", 0, 3, new byte[] {1}));
    StateReceiver receiver = StateReceiver.of("m").step(slot).step(slot);
    put(new Chunk("m", 1, 2, new byte[] {2}));
    assertFault(Fault.COUNT, "2 chunks stated, 3 before", receiver);
  }

  @Test
  void everyFlippedBitIsFound() {
    for (TransferFrame frame :
        new TransferFrame[] {
          new Chunk("m", 0, 1, new byte[] {1, 2, 3}), new End("m", 0, new byte[32])
        }) {
      byte[] bytes = TransferFrameCodec.toBytes(frame);
      for (int bit = 0; bit < bytes.length * 8; bit++) {
        byte[] broken = bytes.clone();
        broken[bit / 8] ^= (byte) (1 << bit % 8);
        slot.put(broken);
        assertFault(Fault.CHECKSUM, "fails its CRC", StateReceiver.of("m"));
      }
    }
  }

  @Test
  void nonsenseIsRefused() {
    assertThatThrownBy(() -> StateSender.of("m", new byte[1], 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("migration m: chunks of 0 bytes");
    assertThatThrownBy(() -> StateSender.of(" ", new byte[1], 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> StateReceiver.of(null)).isInstanceOf(IllegalArgumentException.class);
  }

  private byte[] transfer(byte[] state, int chunkBytes) throws IOException {
    StateSender sender = StateSender.of("m", state, chunkBytes);
    StateReceiver receiver = StateReceiver.of("m");
    while (!sender.isConfirmed()) {
      StateSender sent = sender.step(slot);
      if (slot.read().frame() != null) {
        assertThat(slot.read().frame().length).isLessThanOrEqualTo(LIMIT);
      }
      StateReceiver received = receiver.step(slot);
      assertThat(sent == sender && received == receiver).as("both wait for ever").isFalse();
      sender = sent;
      receiver = received;
    }
    assertThat(slot.read().frame()).as("what is left in the slot").isNull();
    return receiver.state();
  }

  private void put(TransferFrame frame) {
    slot.put(TransferFrameCodec.toBytes(frame));
  }

  private void assertFault(Fault fault, String message, StateReceiver receiver) {
    byte[] before = slot.read().frame();
    assertThatThrownBy(() -> receiver.step(slot))
        .isInstanceOfSatisfying(
            StateTransferException.class, e -> assertThat(e.fault()).isEqualTo(fault))
        .hasMessageContaining(message);
    assertThat(Arrays.equals(slot.read().frame(), before)).as("the frame stays").isTrue();
  }
}
