package dev.millrace.pod.gateway;

import dev.millrace.gateway.CoapGateway;
import dev.millrace.gateway.GatewayConfig;
import dev.millrace.gateway.GatewayStartException;
import dev.millrace.gateway.KeptSessions;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;

/**
 * A gateway that follows its configuration: what it can take over it takes over while everything
 * stays open; for other limits it is closed in order and opened anew, with its sessions. One thread
 * changes it, any may look.
 */
final class LiveGateway implements AutoCloseable {
  private final MeterRegistry meters;
  private final Clock clock;
  private volatile GatewayConfig config;
  private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
  private volatile CoapGateway gateway;

  private LiveGateway(
      GatewayConfig config, CoapGateway gateway, MeterRegistry meters, Clock clock) {
    this.config = config;
    this.gateway = gateway;
    this.meters = meters;
    this.clock = clock;
    watch(gateway);
  }

  private void watch(CoapGateway opened) {
    var unused = opened.failure().thenAccept(failure::complete);
  }

  /**
   * Opens it.
   *
   * @throws GatewayStartException if the configuration is wrong or a port cannot be had
   */
  static LiveGateway open(GatewayConfig config, MeterRegistry meters, Clock clock) {
    return new LiveGateway(config, CoapGateway.start(config, meters, clock), meters, clock);
  }

  /** What it was opened with, or has taken over last. */
  GatewayConfig config() {
    return config;
  }

  /** Completes with the reason when a gateway has been given up. */
  CompletableFuture<Throwable> failure() {
    return failure;
  }

  /** The gateway that runs now. */
  CoapGateway gateway() {
    return gateway;
  }

  /**
   * Comes to a configuration with the same listeners and the same Kafka.
   *
   * @throws GatewayStartException if the configuration is wrong; the gateway goes on as it was
   * @throws IllegalStateException if the gateway has been closed and could not be opened anew
   */
  void follow(GatewayConfig next) throws InterruptedException {
    if (gateway.canReload(next)) {
      gateway.reload(next);
    } else {
      reopen(next);
    }
    config = next;
  }

  private void reopen(GatewayConfig next) {
    CoapGateway.check(next);
    KeptSessions sessions = gateway.closeForSuccessor();
    try {
      gateway = CoapGateway.start(next, meters, clock, sessions);
      watch(gateway);
    } catch (GatewayStartException e) {
      throw new IllegalStateException("cannot be opened anew: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    gateway.close();
  }
}
