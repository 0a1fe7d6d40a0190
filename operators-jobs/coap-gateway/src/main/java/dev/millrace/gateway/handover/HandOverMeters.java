package dev.millrace.gateway.handover;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts sessions that were handed over, or were to be. */
final class HandOverMeters {
  private final String gateway;
  private final MeterRegistry registry;

  HandOverMeters(String gateway, MeterRegistry registry) {
    this.gateway = gateway;
    this.registry = registry;
  }

  void sent(int sessions) {
    count("sent", sessions);
  }

  /** They could not be brought to the topic. */
  void lost(int sessions) {
    count("lost", sessions);
  }

  void restored(Restored restored) {
    count("taken", restored.goOn());
    count("revoked", restored.revoked());
    count("superseded", restored.superseded());
    count("unusable", restored.unusable());
  }

  /** A record is no entry, or is sealed by another key. */
  void foreign() {
    Counter.builder("millrace.gateway.sessions.foreign")
        .description("Records among handed-over sessions that cannot be read")
        .tag("gateway", gateway)
        .register(registry)
        .increment();
  }

  private void count(String outcome, int sessions) {
    Counter.builder("millrace.gateway.sessions.moved")
        .description("DTLS sessions handed over")
        .tag("gateway", gateway)
        .tag("outcome", outcome)
        .register(registry)
        .increment(sessions);
  }
}
