package dev.millrace.gateway;

import dev.millrace.api.GatewayLimitsSpec;
import dev.millrace.api.ListenerSpec;
import dev.millrace.gateway.credential.ListenerCredentials;
import dev.millrace.gateway.socket.ReceiveThreadExecutor;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.eclipse.californium.core.server.MessageDeliverer;
import org.eclipse.californium.elements.config.Configuration;

/**
 * One plain listener of a gateway without what is behind it: the same sockets, settings and memory
 * of past requests, and a deliverer of one's own instead of rules, workers and Kafka. For measuring
 * the CoAP stack alone.
 */
public final class StackListener implements AutoCloseable {
  private static final String NAME = "stack";

  private final Listeners listeners;
  private final ProtocolThread protocol;
  private final ReceiveThreadExecutor direct;
  private final ScheduledThreadPoolExecutor timer;
  private final GatewayMeters meters;

  private StackListener(Limits limits, MessageDeliverer deliverer) {
    protocol = new ProtocolThread(NAME);
    direct = new ReceiveThreadExecutor("gateway-later-" + NAME);
    timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("gateway-timer-" + NAME).daemon().factory());
    ExchangeMemory memory = new ExchangeMemory(limits.rememberedBytes(), timer);
    meters =
        new GatewayMeters(
            NAME,
            new SimpleMeterRegistry(),
            new InFlight(limits.maxInFlight(), limits.maxInFlightBytes()),
            memory);
    Configuration settings = CoapSettings.of(limits);
    listeners =
        new Listeners(
            new Connectors(
                NAME,
                settings,
                CoapSettings.sockets(limits),
                memory,
                protocol,
                limits.maxInFlight(),
                meters,
                new IntakeReport(meters, new FaultLog(NAME))),
            settings,
            protocol,
            direct,
            timer,
            deliverer,
            Optional.empty(),
            new WireTap(limits.maxPayloadBytes()));
  }

  /**
   * Opens it on a port that the system chooses.
   *
   * @param limits null for the defaults
   * @param deliverer is called on the thread of the stack, and must not block it
   * @throws GatewayStartException if no port can be had
   */
  public static StackListener open(
      InetAddress address, GatewayLimitsSpec limits, MessageDeliverer deliverer) {
    StackListener listener = new StackListener(Limits.of(limits), deliverer);
    try {
      listener.listeners.open(
          new ListenerSpec(ListenerSpec.Protocol.coap, 0, null),
          address,
          ListenerCredentials.NONE,
          KeptSessions.NONE);
    } catch (RuntimeException e) {
      listener.close();
      throw e;
    }
    return listener;
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return listeners.addresses().get(0);
  }

  @Override
  public void close() {
    listeners.close();
    timer.shutdownNow();
    protocol.shutdownNow();
    direct.shutdownNow();
    meters.close();
  }
}
