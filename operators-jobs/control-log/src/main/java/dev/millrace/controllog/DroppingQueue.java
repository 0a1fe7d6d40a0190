package dev.millrace.controllog;

import java.util.ArrayDeque;

/**
 * A bounded queue that makes room by dropping its oldest element. Thread-safe.
 *
 * @param <T> type of its elements
 */
final class DroppingQueue<T> {
  private final int capacity;
  private final ArrayDeque<T> elements = new ArrayDeque<>();
  private long dropped;
  private boolean closed;

  DroppingQueue(int capacity) {
    this.capacity = capacity;
  }

  /** Adds an element, at once. One that comes after the end is dropped itself. */
  synchronized void offer(T element) {
    if (closed) {
      dropped++;
      return;
    }
    if (elements.size() == capacity) {
      elements.removeFirst();
      dropped++;
    }
    elements.addLast(element);
    notifyAll();
  }

  /** The oldest element, waiting for one; null behind the last one of a closed queue. */
  synchronized T take() throws InterruptedException {
    while (elements.isEmpty() && !closed) {
      wait();
    }
    return elements.pollFirst();
  }

  /** No element is added any more. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }

  /** Drops what is left. */
  synchronized void clear() {
    dropped += elements.size();
    elements.clear();
  }

  /** Elements that were offered and will never be taken. */
  synchronized long dropped() {
    return dropped;
  }
}
