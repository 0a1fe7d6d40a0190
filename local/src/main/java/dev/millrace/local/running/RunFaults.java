package dev.millrace.local.running;

import java.time.Duration;
import java.util.List;

/**
 * What is to go wrong while a run lasts, counted from when everything runs.
 *
 * @param kills when the processes of all gateways are killed and started anew
 * @param outages when gateways do not reach the broker
 */
public record RunFaults(List<Duration> kills, List<Outage> outages) {
  /** Nothing. */
  public static final RunFaults NONE = new RunFaults(List.of(), List.of());

  public RunFaults {
    kills = List.copyOf(kills);
    outages = List.copyOf(outages);
  }

  /** A time without the broker. */
  public record Outage(Duration from, Duration until) {
    public Outage {
      if (until.compareTo(from) <= 0) {
        throw new IllegalArgumentException("an outage ends after its beginning");
      }
    }
  }
}
