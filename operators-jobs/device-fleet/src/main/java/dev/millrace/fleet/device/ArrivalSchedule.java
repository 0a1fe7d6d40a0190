package dev.millrace.fleet.device;

import java.util.Iterator;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * When one device's readings are due. The phases follow one another once; after the last one
 * nothing is due any more. In a regular phase each device has a shift of its own within one
 * interval, so that a fleet does not send all at once.
 */
public final class ArrivalSchedule {
  /** What {@link #next()} returns after the last phase. */
  public static final long NEVER = Long.MAX_VALUE;

  private static final double NANOS = 1e9;

  private final Iterator<Phase> phases;
  private final RandomGenerator random;
  private Phase phase;
  private long phaseStart;
  private double offset;
  private double shift;
  private long count;

  /** A schedule over {@code phases}, with this device's own randomness. */
  public ArrivalSchedule(List<Phase> phases, RandomGenerator random) {
    this.phases = phases.iterator();
    this.random = random;
  }

  /** Time of the next reading in nanoseconds since the fleet's start, or {@link #NEVER}. */
  public long next() {
    while (phase != null || phases.hasNext()) {
      if (phase == null) {
        enter(phases.next());
      }
      advance();
      // An endless phase ends when its times no longer fit into a long, after 292 years.
      if (offset < phase.duration()) {
        return phaseStart + (long) offset;
      }
      if (phase.duration() == Phase.ENDLESS) {
        return NEVER;
      }
      phaseStart += phase.duration();
      phase = null;
    }
    return NEVER;
  }

  private void enter(Phase entered) {
    phase = entered;
    offset = 0;
    count = 0;
    shift = random.nextDouble();
  }

  private void advance() {
    double interval = NANOS / phase.rate();
    if (phase.poisson()) {
      offset += -StrictMath.log(1 - random.nextDouble()) * interval;
    } else {
      offset = (shift + count++) * interval;
    }
  }
}
