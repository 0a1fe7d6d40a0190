package dev.millrace.fleet;

import java.util.Arrays;

/** When each device wants to run next: a binary heap of device numbers, without objects. */
final class DeviceTimers {
  private final long[] wake;
  private final int[] heap;
  private final int[] place;

  DeviceTimers(int devices) {
    wake = new long[devices];
    heap = new int[devices];
    place = new int[devices];
    Arrays.fill(wake, Long.MAX_VALUE);
    Arrays.setAll(heap, i -> i);
    Arrays.setAll(place, i -> i);
  }

  /** Sets the time for {@code device}. */
  void set(int device, long time) {
    long before = wake[device];
    wake[device] = time;
    if (time < before) {
      rise(place[device]);
    } else {
      sink(place[device]);
    }
  }

  /** The device that is due first. */
  int first() {
    return heap[0];
  }

  /** When {@link #first()} is due; {@code Long.MAX_VALUE}: never. */
  long firstTime() {
    return wake[heap[0]];
  }

  private void rise(int from) {
    int at = from;
    while (at > 0 && wake[heap[at]] < wake[heap[(at - 1) / 2]]) {
      swap(at, (at - 1) / 2);
      at = (at - 1) / 2;
    }
  }

  private void sink(int from) {
    int at = from;
    while (2 * at + 1 < heap.length) {
      int child = 2 * at + 1;
      if (child + 1 < heap.length && wake[heap[child + 1]] < wake[heap[child]]) {
        child++;
      }
      if (wake[heap[at]] <= wake[heap[child]]) {
        return;
      }
      swap(at, child);
      at = child;
    }
  }

  private void swap(int a, int b) {
    int device = heap[a];
    heap[a] = heap[b];
    heap[b] = device;
    place[heap[a]] = a;
    place[heap[b]] = b;
  }
}
