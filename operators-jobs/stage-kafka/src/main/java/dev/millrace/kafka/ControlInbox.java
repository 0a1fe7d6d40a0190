package dev.millrace.kafka;

import dev.millrace.controllog.ControlListener;
import dev.millrace.controllog.ControlLogException;
import dev.millrace.stream.handover.ControlRecord;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * What the control log says to the partitions of one group, on its way from the log's thread to the
 * group's.
 */
final class ControlInbox {
  /** A hand-over is four records a partition; more than this waits only if the group is stuck. */
  private static final int CAPACITY = 10_000;

  private final BlockingQueue<Item> items = new ArrayBlockingQueue<>(CAPACITY);
  private final Runnable wake;
  private volatile ControlLogException ended;

  /** A record at its place in the log. */
  record Item(long offset, ControlRecord record) {}

  /**
   * An empty inbox.
   *
   * @param wake called by the log's thread when something has come; must not wait
   */
  ControlInbox(Runnable wake) {
    this.wake = wake;
  }

  /** The listener of one partition. */
  ControlListener listener() {
    return new ControlListener() {
      @Override
      public void read(long offset, ControlRecord record) {
        if (!items.offer(new Item(offset, record))) {
          throw new IllegalStateException(
              CAPACITY + " control records wait for the stage's thread, which does not take them");
        }
        wake.run();
      }

      @Override
      public void ended(ControlLogException reason) {
        ended = reason;
        wake.run();
      }
    };
  }

  /** Whether {@link #next} has something to say. */
  boolean hasNext() {
    return !items.isEmpty() || ended != null;
  }

  /**
   * The next record, or null if none waits.
   *
   * @throws ControlEndedException if none will come any more
   */
  Item next() {
    Item item = items.poll();
    if (item == null && ended != null) {
      throw new ControlEndedException(ended);
    }
    return item;
  }
}
