package dev.millrace.gateway;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;

/**
 * A gateway whose parts can be made to fail while it runs, for tests and measurements of what
 * follows. Nothing else makes one: neither configuration nor anything that a device sends leads
 * here.
 */
public final class GatewayFaults implements AutoCloseable {
  /** What can fail. */
  public enum Part {
    /** The handler of the next message that is examined. */
    HANDLER,
    /** A thread of the workers. */
    WORKER,
    /** What is remembered of a peer. */
    PEER,
    /** Who takes a changed configuration over, on the way; somebody else takes its place. */
    WRITER,
    /** A socket of some listener. */
    SOCKET
  }

  private final GatewayConfig config;
  private final CoapGateway gateway;
  private final AtomicBoolean armed;

  private GatewayFaults(GatewayConfig config, CoapGateway gateway, AtomicBoolean armed) {
    this.config = config;
    this.gateway = gateway;
    this.armed = armed;
  }

  /**
   * Starts a gateway, as {@link CoapGateway#start} does.
   *
   * @throws GatewayStartException as there
   */
  public static GatewayFaults start(GatewayConfig config, MeterRegistry meters, Clock clock) {
    AtomicBoolean armed = new AtomicBoolean();
    CoapGateway gateway = CoapGateway.start(config, meters, clock, new Tripwire(armed));
    return new GatewayFaults(config, gateway, armed);
  }

  /** The gateway. */
  public CoapGateway gateway() {
    return gateway;
  }

  /**
   * Has a part fail.
   *
   * @param random which of several, and where
   */
  public void strike(Part part, RandomGenerator random) throws InterruptedException {
    switch (part) {
      case HANDLER -> armed.set(true);
      case WORKER -> gateway.parts().runtime().workers().execute(new Object(), GatewayFaults::fail);
      case PEER -> gateway.parts().runtime().memory().losePeer(random);
      case WRITER -> replaceWriter(random);
      case SOCKET -> gateway.parts().listeners().loseSocket(random);
    }
  }

  private static void fail() {
    throw new IllegalStateException("a fault that was asked for");
  }

  private void replaceWriter(RandomGenerator random) throws InterruptedException {
    GatewayConfig fragile =
        config.withSpec(
            config.spec().withResources(new FragileList<>(config.spec().resources(), random)));
    Thread writer = Thread.ofPlatform().name("gateway-writer").unstarted(() -> reload(fragile));
    writer.setUncaughtExceptionHandler((thread, fault) -> {});
    writer.start();
    writer.join();
    gateway.reload(config);
  }

  private void reload(GatewayConfig next) {
    try {
      gateway.reload(next);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    gateway.close();
  }
}
