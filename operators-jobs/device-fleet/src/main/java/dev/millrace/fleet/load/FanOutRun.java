package dev.millrace.fleet.load;

import java.io.IOException;

/** Carries out a fan-out on real sockets, in the thread of the caller. */
public final class FanOutRun {
  private FanOutRun() {}

  /**
   * Carries it out.
   *
   * @throws IOException if there are not enough sockets, or one fails for good
   */
  public static FanOutFigures of(FanOutPlan plan) throws IOException {
    FanOutTally tally = new FanOutTally();
    try (LoadSockets sockets = LoadSockets.open(plan.server(), plan.observers() + 1)) {
      FanOutEngine engine = new FanOutEngine(plan, sockets, tally);
      long now = System.nanoTime();
      engine.begin(now);
      for (; !engine.isOver(now); now = System.nanoTime()) {
        engine.step(now);
        sockets.receive(
            0, (client, datagram) -> engine.received(client, datagram, System.nanoTime()));
      }
    }
    return tally.figures();
  }
}
