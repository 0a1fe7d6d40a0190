package dev.millrace.stream.strategy;

import dev.millrace.stream.strategy.StateTransferException.Fault;
import dev.millrace.stream.strategy.TransferFrame.Chunk;
import dev.millrace.stream.strategy.TransferFrame.End;
import java.io.IOException;
import java.util.Arrays;

/**
 * The source's side of a state transfer: Algorithm 5.1, repaired. The end waits for an empty slot
 * as every chunk does, and no chunk reads beyond the state. An immutable position in the transfer;
 * each step is at most one operation on the slot and gives the next position. A step whose
 * operation threw, or whose result was lost, can be taken again from the same position.
 *
 * <p>The transfer is over when {@link #isConfirmed}; until then the source must keep its state.
 */
public final class StateSender {
  /** Bytes of state in a chunk: with all that is around it, a frame has at most 1,000,000 bytes. */
  public static final int DEFAULT_CHUNK_BYTES = 1_000_000 - TransferFrameCodec.MAX_OVERHEAD;

  private enum Phase {
    /** Waits until what was put before is consumed. */
    AWAIT,
    /** Has seen the slot empty. */
    PUT,
    /** The end is consumed. */
    CONFIRMED
  }

  /** What does not change in the course of a transfer. */
  private record Load(String migration, byte[] state, int chunkBytes, int total) {
    byte[] frame(int index) {
      if (index == total) {
        byte[] sha256 = TransferFrameCodec.sha256().digest(state);
        return TransferFrameCodec.toBytes(new End(migration, total, sha256));
      }
      int from = index * chunkBytes;
      int to = from + Math.min(chunkBytes, state.length - from);
      byte[] payload = Arrays.copyOfRange(state, from, to);
      return TransferFrameCodec.toBytes(new Chunk(migration, index, total, payload));
    }
  }

  private final Load load;
  private final Phase phase;
  private final int next;
  private final long version;

  private StateSender(Load load, Phase phase, int next, long version) {
    this.load = load;
    this.phase = phase;
    this.next = next;
    this.version = version;
  }

  /**
   * The beginning of a transfer. The slot must be empty or become so.
   *
   * @param migration names the transfer; no other one has the same name
   * @param state taken as it is, not copied; may be empty
   * @param chunkBytes upper bound of the state's bytes in a frame; a frame has up to 2,000 more
   */
  public static StateSender of(String migration, byte[] state, int chunkBytes) {
    if (migration == null || migration.isBlank()) {
      throw new IllegalArgumentException("a state transfer needs the name of its migration");
    }
    if (chunkBytes < 1) {
      throw new IllegalArgumentException(
          "migration " + migration + ": chunks of " + chunkBytes + " bytes, 1 or more are needed");
    }
    int total = Math.ceilDiv(state.length, chunkBytes);
    return new StateSender(new Load(migration, state, chunkBytes, total), Phase.AWAIT, 0, 0);
  }

  /**
   * Takes one step.
   *
   * @return this very object if there is nothing to do until the slot changes
   * @throws StateTransferException if the slot holds what this migration has not sent
   * @throws IOException if the slot fails
   */
  public StateSender step(StateSlot slot) throws IOException {
    return switch (phase) {
      case AWAIT -> await(slot.read());
      case PUT -> {
        // A version that has moved on shows that this put took place before, and its answer was
        // lost: nobody else fills the slot, and a foreign frame stops the receiver.
        slot.compareAndSet(version, load.frame(next));
        yield new StateSender(load, Phase.AWAIT, next + 1, version);
      }
      case CONFIRMED -> this;
    };
  }

  private StateSender await(StateSlot.Content content) throws IOException {
    if (content.isEmpty()) {
      Phase then = next > load.total() ? Phase.CONFIRMED : Phase.PUT;
      return new StateSender(load, then, next, content.version());
    }
    String found = TransferFrameCodec.fromBytes(content.frame()).migration();
    if (!load.migration().equals(found)) {
      throw new StateTransferException(
          Fault.MIGRATION,
          "migration " + load.migration() + ": the slot is in use by migration " + found);
    }
    return this;
  }

  /** Whether the receiver has consumed the end, and with it holds the whole state. */
  public boolean isConfirmed() {
    return phase == Phase.CONFIRMED;
  }

  /** The position, for logs. */
  @Override
  public String toString() {
    return "sender " + phase + " " + next + "/" + load.total() + " at version " + version;
  }
}
