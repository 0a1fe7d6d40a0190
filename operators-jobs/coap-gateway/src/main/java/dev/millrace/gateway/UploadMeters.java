package dev.millrace.gateway;

import dev.millrace.gateway.block.UploadObserver;
import dev.millrace.gateway.block.Uploads;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The meters of uploads in blocks. */
final class UploadMeters implements UploadObserver {
  private final String gateway;
  private final MeterRegistry registry;
  private final Map<Outcome, Counter> ended;
  private List<Meter> gauges = List.of();

  UploadMeters(String gateway, MeterRegistry registry) {
    this.gateway = gateway;
    this.registry = registry;
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
    gauges =
        List.of(
            gauge("millrace.gateway.uploads", uploads, Uploads::count),
            gauge("millrace.gateway.uploads.bytes", uploads, Uploads::bytes));
  }

  private Meter gauge(String name, Uploads uploads, ToDoubleFunction<Uploads> value) {
    return Gauge.builder(name, uploads, value)
        .description("Uploads in blocks that are under way")
        .tag("gateway", gateway)
        .strongReference(true)
        .register(registry);
  }

  @Override
  public void ended(Outcome outcome) {
    ended.get(outcome).increment();
  }

  void close() {
    gauges.forEach(registry::remove);
  }
}
