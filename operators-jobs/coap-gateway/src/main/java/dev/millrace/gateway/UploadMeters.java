package dev.millrace.gateway;

import dev.millrace.gateway.block.UploadObserver;
import dev.millrace.gateway.block.Uploads;
import dev.millrace.gateway.meter.Gauges;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The meters of uploads in blocks. */
final class UploadMeters implements UploadObserver {
  private static final String UNDER_WAY = "Uploads in blocks that are under way";

  private final String gateway;
  private final MeterRegistry registry;
  private final Map<Outcome, Counter> ended;
  private final Gauges gauges;

  UploadMeters(String gateway, MeterRegistry registry) {
    this.gateway = gateway;
    this.registry = registry;
    this.gauges = new Gauges(gateway, registry);
    this.ended =
        Arrays.stream(Outcome.values())
            .collect(
                Collectors.toMap(
                    one -> one,
                    this::counter,
                    (one, other) -> one,
                    () -> new EnumMap<>(Outcome.class)));
  }

  private Counter counter(Outcome outcome) {
    return Counter.builder("millrace.gateway.uploads.ended")
        .description("Uploads in blocks that are over")
        .tag("gateway", gateway)
        .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
        .register(registry);
  }

  /** Shows what is under way, until {@link #close}. */
  void show(Uploads uploads) {
    gauges.show("millrace.gateway.uploads", uploads, Uploads::count, UNDER_WAY);
    gauges.show("millrace.gateway.uploads.bytes", uploads, Uploads::bytes, UNDER_WAY);
  }

  @Override
  public void ended(Outcome outcome) {
    ended.get(outcome).increment();
  }

  void close() {
    gauges.close();
  }
}
