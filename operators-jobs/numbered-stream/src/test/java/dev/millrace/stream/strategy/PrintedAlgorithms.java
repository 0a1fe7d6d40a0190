package dev.millrace.stream.strategy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Algorithms 6.1 to 6.4 step by step as they were printed, with either repair as an option.
 *
 * @param s synchronisation factor
 * @param absolute repairs erratum X1: compares and adds the absolute value of the offset
 * @param keepsNewer repairs erratum X2: of a failed pair always the newer one becomes the old one
 */
record PrintedAlgorithms(long s, boolean absolute, boolean keepsNewer) {
  /** A result that may have numbers which no window has. */
  record Event(Origin origin, long sn, long value) {
    boolean isFromSource() {
      return origin == Origin.SOURCE;
    }

    @Override
    public String toString() {
      return (isFromSource() ? "S" : "T") + sn + "," + value;
    }
  }

  static PrintedAlgorithms literal(long s) {
    return new PrintedAlgorithms(s, false, false);
  }

  /** What is forwarded by the time the input ends. */
  List<Event> run(List<WindowResult> in) {
    Iterator<Event> queue =
        in.stream().map(r -> new Event(r.origin(), r.sn(), r.count())).toList().iterator();
    List<Event> out = new ArrayList<>();
    try {
      checkConsistency(queue, out);
      while (true) {
        Event event = queue.next();
        if (!event.isFromSource()) {
          out.add(event);
        }
      }
    } catch (NoSuchElementException endOfInput) {
      return out;
    }
  }

  private void checkConsistency(Iterator<Event> queue, List<Event> out) {
    Event old = null;
    while (true) {
      Event fresh = queue.next();
      if (old == null) {
        old = fresh;
        fresh = queue.next();
      }
      if (old.origin() == fresh.origin()) {
        if (old.isFromSource()) {
          out.add(old);
        }
        old = fresh;
        continue;
      }
      Event source = old.isFromSource() ? old : fresh;
      Event target = old.isFromSource() ? fresh : old;
      long offset = source.sn() - target.sn();
      if ((absolute ? Math.abs(offset) : offset) <= s) {
        synchronise(source, offset, queue, out);
        return;
      }
      if (old.isFromSource()) {
        out.add(old);
        old = fresh;
      } else if (keepsNewer) {
        old = fresh;
      }
    }
  }

  private void synchronise(Event source, long offset, Iterator<Event> queue, List<Event> out) {
    if (offset < 0) {
      long added = absolute ? -offset : offset;
      out.add(new Event(Origin.SOURCE, source.sn() + added, source.value() + added));
      return;
    }
    out.add(source);
    long rest = offset;
    while (offset > 0) {
      Event next = queue.next();
      if (next.isFromSource()) {
        continue;
      }
      long value = next.value() - rest;
      if (value > 0) {
        out.add(new Event(Origin.TARGET, next.sn(), value));
        return;
      }
      rest = -value;
    }
  }
}
