package dev.millrace.stream.strategy;

import dev.millrace.stream.strategy.StateTransferException.Fault;
import dev.millrace.stream.strategy.TransferFrame.Chunk;
import dev.millrace.stream.strategy.TransferFrame.End;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * The target's side of a state transfer: Algorithm 5.2, repaired. It looks before it waits, takes a
 * frame before it deletes it, and deletes only the version that it has taken. An immutable position
 * in the transfer; each step is at most one operation on the slot and gives the next position. A
 * step whose operation threw, or whose result was lost, can be taken again from the same position.
 *
 * <p>State is kept in memory only: a receiver that stops after its first delete cannot be replaced,
 * and the source, which still has the state, resumes. The end is deleted only when the whole state
 * has been checked against its digest.
 */
public final class StateReceiver {
  private enum Phase {
    /** Waits for the next frame. */
    LOOK,
    /** Has taken a chunk that is still in the slot. */
    DELETE,
    /** Has taken the end, which is still in the slot. */
    DELETE_END,
    /** The slot is empty, the state whole. */
    RECEIVED
  }

  private static final int UNKNOWN = -1;

  private final String migration;
  private final Phase phase;
  private final List<byte[]> payloads;
  private final int total;
  private final long version;

  private StateReceiver(
      String migration, Phase phase, List<byte[]> payloads, int total, long version) {
    this.migration = migration;
    this.phase = phase;
    this.payloads = payloads;
    this.total = total;
    this.version = version;
  }

  /** The beginning of the transfer that the sender gave the same name. */
  public static StateReceiver of(String migration) {
    if (migration == null || migration.isBlank()) {
      throw new IllegalArgumentException("a state transfer needs the name of its migration");
    }
    return new StateReceiver(migration, Phase.LOOK, List.of(), UNKNOWN, 0);
  }

  /**
   * Takes one step.
   *
   * @return this very object if there is nothing to do until the slot changes
   * @throws StateTransferException if a frame is not the one that is due, or the state is not the
   *     one that was sent; the frame stays in the slot
   * @throws IOException if the slot fails
   */
  public StateReceiver step(StateSlot slot) throws IOException {
    return switch (phase) {
      case LOOK -> {
        StateSlot.Content content = slot.read();
        yield content.isEmpty() ? this : take(content);
      }
      case DELETE -> delete(slot, Phase.LOOK);
      case DELETE_END -> delete(slot, Phase.RECEIVED);
      case RECEIVED -> this;
    };
  }

  private StateReceiver delete(StateSlot slot, Phase then) throws IOException {
    // That the version has moved on shows that this delete took place before.
    slot.deleteIfVersion(version);
    return new StateReceiver(migration, then, payloads, total, version);
  }

  private StateReceiver take(StateSlot.Content content) throws StateTransferException {
    TransferFrame frame = TransferFrameCodec.fromBytes(content.frame());
    if (!migration.equals(frame.migration())) {
      throw fault(Fault.MIGRATION, "the slot holds a frame of migration " + frame.migration());
    }
    if (total != UNKNOWN && total != frame.total()) {
      throw fault(Fault.COUNT, frame.total() + " chunks stated, " + total + " before");
    }
    return switch (frame) {
      case Chunk chunk -> {
        if (chunk.index() != payloads.size()) {
          throw fault(
              Fault.INDEX, "chunk " + chunk.index() + " where " + payloads.size() + " is due");
        }
        List<byte[]> more = new ArrayList<>(payloads);
        more.add(chunk.payload());
        yield new StateReceiver(migration, Phase.DELETE, more, chunk.total(), content.version());
      }
      case End end -> {
        check(end);
        yield new StateReceiver(
            migration, Phase.DELETE_END, payloads, end.total(), content.version());
      }
    };
  }

  private void check(End end) throws StateTransferException {
    if (payloads.size() != end.total()) {
      throw fault(
          Fault.COUNT, "the end after " + payloads.size() + " of " + end.total() + " chunks");
    }
    MessageDigest sha256 = TransferFrameCodec.sha256();
    payloads.forEach(sha256::update);
    if (!MessageDigest.isEqual(sha256.digest(), end.sha256())) {
      throw fault(Fault.DIGEST, "the SHA-256 of the state differs from the sender's");
    }
  }

  private StateTransferException fault(Fault fault, String what) {
    return new StateTransferException(fault, "migration " + migration + ": " + what);
  }

  /**
   * Whether the whole state is here and checked. The end may still be in the slot; the step that
   * deletes it lets the source go, so whatever must not fail after that can be done before.
   */
  public boolean isWhole() {
    return phase == Phase.DELETE_END || phase == Phase.RECEIVED;
  }

  /** Whether the whole state is here, checked, and the slot left empty. */
  public boolean isReceived() {
    return phase == Phase.RECEIVED;
  }

  /**
   * The state, byte for byte as it was sent; a new copy each time.
   *
   * @throws IllegalStateException before {@link #isWhole}
   */
  public byte[] state() {
    if (!isWhole()) {
      throw new IllegalStateException(
          "migration " + migration + ": only " + payloads.size() + " chunks have come, no end");
    }
    int length = 0;
    for (byte[] payload : payloads) {
      length += payload.length;
    }
    byte[] state = new byte[length];
    int at = 0;
    for (byte[] payload : payloads) {
      System.arraycopy(payload, 0, state, at, payload.length);
      at += payload.length;
    }
    return state;
  }

  /** The position, for logs. */
  @Override
  public String toString() {
    return "receiver " + phase + " after " + payloads.size() + " chunks at version " + version;
  }
}
