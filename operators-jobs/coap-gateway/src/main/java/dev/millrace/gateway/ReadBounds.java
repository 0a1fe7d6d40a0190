package dev.millrace.gateway;

import dev.millrace.api.CoapGatewaySpec;
import dev.millrace.api.GatewayObserveSpec;
import dev.millrace.api.ObservableSpec;
import dev.millrace.gateway.observe.ObserveBounds;
import java.util.Set;
import java.util.stream.Collectors;

/** The bounds of what is read and observed, with the defaults that the schema names. */
final class ReadBounds {
  private static final int OBSERVERS = 10_000;
  private static final int OBSERVERS_PER_PEER = 16;

  /** The part of the heap for the records that devices may read. */
  private static final int HEAP_PER_RECORDS = 8;

  private ReadBounds() {}

  static ObserveBounds of(CoapGatewaySpec spec) {
    GatewayObserveSpec observe = spec.observe();
    long bytes = Runtime.getRuntime().maxMemory() / HEAP_PER_RECORDS;
    return observe == null
        ? new ObserveBounds(OBSERVERS, OBSERVERS_PER_PEER, bytes)
        : new ObserveBounds(
            observe.maxObservers() == null ? OBSERVERS : observe.maxObservers(),
            observe.maxObserversPerPeer() == null
                ? OBSERVERS_PER_PEER
                : observe.maxObserversPerPeer(),
            observe.maxBytes() == null ? bytes : observe.maxBytes());
  }

  /** The topics whose records are read. */
  static Set<String> topics(CoapGatewaySpec spec) {
    return spec.observe() == null
        ? Set.of()
        : spec.observe().resources().stream()
            .map(ObservableSpec::topic)
            .collect(Collectors.toSet());
  }
}
