package dev.millrace.stream.strategy;

/**
 * What a {@link StateSlot} holds in the course of a transfer. The end is a frame of its own and not
 * a certain content, so a state may hold any bytes.
 */
sealed interface TransferFrame {
  /** The migration that the frame belongs to. */
  String migration();

  /** Number of chunks of the transfer. */
  int total();

  /**
   * A part of the state.
   *
   * @param index of the chunk, from 0
   */
  record Chunk(String migration, int index, int total, byte[] payload) implements TransferFrame {
    /** Refuses an index that no chunk has. */
    public Chunk {
      if (index < 0 || index >= total) {
        throw new IllegalArgumentException("chunk " + index + " of " + total);
      }
    }
  }

  /**
   * Follows the last chunk.
   *
   * @param sha256 of the payloads of all chunks, in order
   */
  record End(String migration, int total, byte[] sha256) implements TransferFrame {
    /** Refuses a number of chunks that no transfer has. */
    public End {
      if (total < 0) {
        throw new IllegalArgumentException("an end after " + total + " chunks");
      }
    }
  }
}
