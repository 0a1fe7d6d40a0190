package dev.millrace.gateway;

import java.util.AbstractList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/** A list that fails after it was looked at some times, hence whoever reads it. */
final class FragileList<T> extends AbstractList<T> {
  private static final int MOST_LOOKS = 12;

  private final List<T> elements;
  private final AtomicInteger left;

  FragileList(List<T> elements, RandomGenerator random) {
    this.elements = elements;
    this.left = new AtomicInteger(random.nextInt(MOST_LOOKS));
  }

  private void look() {
    if (left.getAndDecrement() <= 0) {
      throw new IllegalStateException("a fault that was asked for");
    }
  }

  @Override
  public T get(int index) {
    look();
    return elements.get(index);
  }

  @Override
  public int size() {
    look();
    return elements.size();
  }
}
