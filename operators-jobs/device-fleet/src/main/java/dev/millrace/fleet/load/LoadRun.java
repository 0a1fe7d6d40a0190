package dev.millrace.fleet.load;

import java.io.IOException;
import java.time.Duration;

/** Carries out a plan on real sockets, in the thread of the caller. */
public final class LoadRun {
  /** Answers that are this late after the end are not waited for. */
  private static final Duration LONGEST_DRAIN = Duration.ofSeconds(2);

  private LoadRun() {}

  /**
   * Carries it out. What is under way at the end is waited for, for two seconds at most and never
   * longer than a request may take; it is not measured, but not sent in vain either.
   *
   * @throws IOException if there are not enough sockets, or one fails for good
   */
  public static LoadOutcome of(LoadPlan plan) throws IOException {
    LoadTallies tallies = new LoadTallies(plan);
    try (LoadTransport sockets = LoadTransport.open(plan);
        LoadEngine engine = new LoadEngine(plan, sockets, tallies)) {
      LoadWire.Receiver receiver =
          (client, datagram) -> engine.received(client, datagram, System.nanoTime());
      long waitMillis = plan.spinning() ? 0 : 1;
      long now = System.nanoTime();
      long measured = now + plan.warmUp().toNanos();
      long end = measured + plan.duration().toNanos();
      engine.begin(now);
      for (; now - measured < 0; now = System.nanoTime()) {
        engine.step(now);
        sockets.receive(waitMillis, receiver);
      }
      tallies.measure(now);
      for (; now - end < 0; now = System.nanoTime()) {
        engine.step(now);
        sockets.receive(waitMillis, receiver);
      }
      tallies.end(now);
      engine.stop(now);
      Duration drain = plan.timeout().plusMillis(100);
      long drained = now + (drain.compareTo(LONGEST_DRAIN) < 0 ? drain : LONGEST_DRAIN).toNanos();
      for (; engine.underWay() > 0 && now - drained < 0; now = System.nanoTime()) {
        engine.step(now);
        sockets.receive(waitMillis, receiver);
      }
    }
    return tallies.outcome();
  }
}
