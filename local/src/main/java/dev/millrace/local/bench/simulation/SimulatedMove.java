package dev.millrace.local.bench.simulation;

import dev.millrace.stream.strategy.MonitorNotice.Synchronised;
import dev.millrace.stream.strategy.MonitorState;
import dev.millrace.stream.strategy.Origin;
import dev.millrace.stream.strategy.SynchronisationMonitor;
import dev.millrace.stream.strategy.SynchronisationMonitor.Transition;
import dev.millrace.stream.strategy.WindowResult;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * A source that counts, a target that begins beside it at a moment that has nothing to do with the
 * source's windows, and the monitor that really decides between them.
 *
 * @param pace of the records
 * @param windows of both operators
 * @param factor the synchronisation factor
 * @param cutOffSeconds after which it is given up
 */
public record SimulatedMove(Pace pace, Windows windows, long factor, double cutOffSeconds) {
  private static final double SECOND = TimeUnit.SECONDS.toNanos(1);

  /** At the least, so that a target may begin anywhere in a producer's second, too. */
  private static final double LEAST_SPREAD = 1;

  /**
   * How one went.
   *
   * @param seconds from the target's start until the target's results went out; empty if they never
   *     did
   * @param offset by how many records the source was ahead when the monitor decided
   * @param forwarded records that all results together count that went out
   * @param sn number of the last record that they count
   */
  public record Outcome(OptionalDouble seconds, long offset, long forwarded, long sn) {
    /** Whether every record counts once: what is the least to be expected. */
    public boolean conserves() {
      return forwarded == sn;
    }
  }

  /** One run; the same for the same random numbers. */
  public Outcome run(RandomGenerator random) {
    double window = windows.seconds(pace);
    double spread = Math.max(LEAST_SPREAD, window);
    // The source has run for some windows when the target begins, and not on its timer's edge.
    long sourceBegan = nanos(random.nextDouble() * spread);
    long targetBegan = sourceBegan + nanos(window + random.nextDouble() * spread);
    SimulatedOperator source =
        new SimulatedOperator(Origin.SOURCE, windows, pace, sourceBegan, random);
    SimulatedOperator target =
        new SimulatedOperator(Origin.TARGET, windows, pace, targetBegan, random);
    SynchronisationMonitor monitor = new SynchronisationMonitor(factor);
    MonitorState state = MonitorState.initial();
    long forwarded = pace.countAt(sourceBegan - 1);
    long sn = forwarded;
    double cutOff = targetBegan + cutOffSeconds * SECOND;
    while (true) {
      boolean sources = source.closesAt() <= target.closesAt();
      long now = sources ? source.closesAt() : target.closesAt();
      if (now > cutOff) {
        return new Outcome(OptionalDouble.empty(), 0, forwarded, sn);
      }
      WindowResult result = sources ? source.close() : target.close();
      if (result == null) {
        continue;
      }
      Transition transition = monitor.step(state, result);
      state = transition.state();
      Optional<WindowResult> out = transition.forwarded();
      if (out.isPresent()) {
        forwarded += out.get().count();
        sn = out.get().sn();
      }
      if (transition.notice().orElse(null) instanceof Synchronised agreed) {
        double seconds = (now - targetBegan) / SECOND;
        return new Outcome(OptionalDouble.of(seconds), agreed.offset(), forwarded, sn);
      }
    }
  }

  private static long nanos(double seconds) {
    return Math.round(seconds * SECOND);
  }
}
