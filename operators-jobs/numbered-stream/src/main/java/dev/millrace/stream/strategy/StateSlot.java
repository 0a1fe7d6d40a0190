package dev.millrace.stream.strategy;

import java.io.IOException;

/**
 * A store of one value, through which a paused source hands its state to the target. Every change,
 * a deletion too, gives the slot a version that it never had before. Each method is one atomic
 * operation; if one throws, it may or may not have taken place.
 */
public interface StateSlot {
  /**
   * What a slot holds at one moment.
   *
   * @param version of the slot
   * @param frame null if the slot is empty
   */
  record Content(long version, byte[] frame) {
    boolean isEmpty() {
      return frame == null;
    }
  }

  /**
   * The content now. If the store has watches, it sets one in the same operation: a change after
   * the read must not go unnoticed.
   */
  Content read() throws IOException;

  /**
   * Replaces the content if the slot still has this version.
   *
   * @return whether it had
   */
  boolean compareAndSet(long version, byte[] frame) throws IOException;

  /**
   * Empties the slot if it still has this version.
   *
   * @return whether it had
   */
  boolean deleteIfVersion(long version) throws IOException;
}
