package dev.millrace.kafka;

import dev.millrace.stream.replica.ReplicaImage;
import dev.millrace.stream.replica.ReplicaImageCodec;
import dev.millrace.stream.state.Cell;
import dev.millrace.stream.state.HashState;
import dev.millrace.stream.state.StateStore;
import java.io.IOException;

/**
 * A checkpoint, or a snapshot on its way to another replica.
 *
 * @param image null at birth
 * @param cells of that moment
 */
record SavedReplica(ReplicaImage image, StateStore cells) {
  static final SavedReplica BIRTH = new SavedReplica(null, new HashState());

  /** Saves a replica as it is, through bytes. */
  static SavedReplica of(ReplicaImage image, StateStore cells) {
    try {
      return new SavedReplica(
          ReplicaImageCodec.fromBytes(ReplicaImageCodec.toBytes(image)), copy(cells));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The cells for a replica that goes on from here. */
  HashState newState() {
    return copy(cells);
  }

  private static HashState copy(StateStore state) {
    HashState copy = new HashState();
    state.forEach(
        (step, key, instance, cell) -> {
          Cell own = cell.copy();
          copy.put(step, key, instance, own);
        });
    return copy;
  }
}
