package dev.millrace.fleet.load;

import java.io.IOException;
import java.time.Duration;

/** Transfers bodies on real sockets, in the thread of the caller, which keeps asking them. */
public final class BodyRun {
  /** Bodies that are not whole this long after the end are not waited for. */
  private static final Duration DRAIN = Duration.ofSeconds(2);

  private BodyRun() {}

  /**
   * Carries a plan out.
   *
   * @throws IOException if there are not enough sockets, or one fails for good
   */
  public static BodyFigures of(BodyPlan plan) throws IOException {
    BodyTally tally = new BodyTally();
    try (LoadSockets sockets = LoadSockets.open(plan.server(), plan.clients());
        BodyEngine engine = new BodyEngine(plan, sockets, tally)) {
      long now = System.nanoTime();
      engine.begin(now);
      now = drive(engine, sockets, now + plan.warmUp().toNanos());
      tally.measure(now);
      now = drive(engine, sockets, now + plan.duration().toNanos());
      tally.end(now);
      engine.stop();
      long drained = now + DRAIN.toNanos();
      while (engine.underWay() > 0 && System.nanoTime() - drained < 0) {
        turn(engine, sockets);
      }
    }
    return tally.figures(plan);
  }

  private static long drive(BodyEngine engine, LoadSockets sockets, long until) throws IOException {
    while (System.nanoTime() - until < 0) {
      turn(engine, sockets);
    }
    return System.nanoTime();
  }

  private static void turn(BodyEngine engine, LoadSockets sockets) throws IOException {
    engine.step(System.nanoTime());
    sockets.receive(0, (client, datagram) -> engine.received(client, datagram, System.nanoTime()));
  }
}
