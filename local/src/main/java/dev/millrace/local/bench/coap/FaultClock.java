package dev.millrace.local.bench.coap;

import dev.millrace.gateway.GatewayFaults;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** Has a random part of a gateway fail every two seconds, and watches how it comes back. */
final class FaultClock {
  private static final long SAMPLE_MILLIS = 100;

  private final GatewayFaults gateway;
  private final MeterRegistry meters;
  private final SplittableRandom random;
  private final FaultTimes times;
  private final Map<GatewayFaults.Part, Recoveries> recoveries =
      new EnumMap<>(GatewayFaults.Part.class);
  private final Map<GatewayFaults.Part, Integer> strikes = new EnumMap<>(GatewayFaults.Part.class);
  private final Thread thread =
      Thread.ofPlatform().name("fault-clock").daemon().unstarted(this::run);

  /**
   * @param load how long it lasts; the last part fails so long before its end that it can be seen
   *     whether it is got over
   */
  FaultClock(GatewayFaults gateway, MeterRegistry meters, long seed, Duration load) {
    this.gateway = gateway;
    this.meters = meters;
    this.times = new FaultTimes(load);
    this.random = new SplittableRandom(seed);
    for (GatewayFaults.Part part : GatewayFaults.Part.values()) {
      recoveries.put(part, new Recoveries());
    }
  }

  void start() {
    thread.start();
  }

  private void run() {
    try {
      while (true) {
        TimeUnit.MILLISECONDS.sleep(SAMPLE_MILLIS);
        double answered = answered(meters);
        long now = System.nanoTime();
        recoveries.values().forEach(of -> of.sample(now, answered));
        if (times.isDue(now, answered)) {
          GatewayFaults.Part[] parts = GatewayFaults.Part.values();
          GatewayFaults.Part part = parts[random.nextInt(parts.length)];
          recoveries.get(part).struck(System.nanoTime());
          gateway.strike(part, random);
          strikes.merge(part, 1, Integer::sum);
        }
      }
    } catch (InterruptedException e) {
      // The end.
    }
  }

  /** Requests that were answered 2.04. */
  static double answered(MeterRegistry meters) {
    return meters.find("millrace.gateway.requests").tag("code", "2.04").counters().stream()
        .mapToDouble(Counter::count)
        .sum();
  }

  /** Ends it, and says what it has done and seen. */
  Map<String, Object> stop() throws InterruptedException {
    thread.interrupt();
    thread.join();
    Map<String, Object> figures = new LinkedHashMap<>();
    for (GatewayFaults.Part part : GatewayFaults.Part.values()) {
      figures.put(figure(part), strikes.getOrDefault(part, 0));
      figures.put(recoveryFigure(part), recoveries.get(part).worstMillis());
    }
    figures.put(
        "worstRecoveryMillis",
        recoveries.values().stream().mapToDouble(Recoveries::worstMillis).max().orElseThrow());
    figures.put("unrecovered", recoveries.values().stream().mapToInt(Recoveries::open).sum());
    return figures;
  }

  /** The name of the figure that says how often a part was made to fail. */
  static String figure(GatewayFaults.Part part) {
    return part.name().toLowerCase(Locale.ROOT) + "Faults";
  }

  /** The name of the figure that says how long the longest recovery from that took. */
  static String recoveryFigure(GatewayFaults.Part part) {
    return part.name().toLowerCase(Locale.ROOT) + "RecoveryMillis";
  }
}
