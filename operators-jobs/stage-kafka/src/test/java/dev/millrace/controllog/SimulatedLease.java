package dev.millrace.controllog;

import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * The lease of one reader of a simulated control log, in virtual time and kept by the real {@link
 * ReadPosition}: it counts from the moment at which that end of the log was asked for which has
 * been reached since. In this package because that class is not public. One thread.
 */
public class SimulatedLease {
  private final ReadPosition position = new ReadPosition("simulated");
  private final long length;
  private final LongSupplier clock;
  private boolean isAsking;
  private long asked;
  private long end;

  /** A lease of so much time, which has not begun. */
  public SimulatedLease(long length, LongSupplier clock) {
    this.length = length;
    this.clock = clock;
  }

  /** A lease that never runs out. */
  public static SimulatedLease endless() {
    return new SimulatedLease(Long.MAX_VALUE, () -> 0);
  }

  /** The log has just been read up to its end. */
  public void begin(long atEnd) {
    position.startAt(atEnd);
    position.endWas(now(), atEnd);
  }

  /** Asks for the log's end; or, if that has been asked for, hears what it was then. */
  public void askOrHear(long present) {
    if (isAsking) {
      heard(asked, end);
    } else {
      asked = now();
      end = present;
    }
    isAsking = !isAsking;
  }

  /** What was asked for at a moment has been answered. */
  protected void heard(long askedAt, long endThen) {
    position.endWas(askedAt, endThen);
  }

  /** Everything before {@code offset} has been read. */
  public void reached(long offset) {
    position.reached(offset);
  }

  /** Whether its holder may send. */
  public boolean isValid() {
    OptionalLong read = position.lastReadToEnd();
    return read.isPresent() && now() - read.getAsLong() < length;
  }

  protected final long now() {
    return clock.getAsLong();
  }
}
