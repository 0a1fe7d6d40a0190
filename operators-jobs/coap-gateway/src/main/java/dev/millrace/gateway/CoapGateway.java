package dev.millrace.gateway;

import dev.millrace.api.CoapGatewaySpec;
import dev.millrace.api.ListenerSpec;
import dev.millrace.gateway.publish.RecordPublisher;
import dev.millrace.stream.codec.Codecs;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.californium.elements.config.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running CoAP gateway. A message is answered 2.04 after Kafka has acknowledged its record, which
 * then is in the topic once; a message answered otherwise is in the topic at most once. Requests
 * that a device repeats are carried out once (RFC 7252 section 4.5).
 */
public final class CoapGateway implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CoapGateway.class);

  /** More threads than this do not pay: examining a message takes microseconds. */
  private static final int MAX_WORKERS = 4;

  /** How long closing waits for work that is done but for its last steps. */
  private static final Duration FAREWELL = Duration.ofSeconds(1);

  private final GatewayConfig config;
  private final InFlight inFlight;
  private final RequestDeliverer deliverer;
  private final Listeners listeners;
  private final RecordPublisher publisher;
  private final Workers workers;
  private final ProtocolThread protocol;
  private final ScheduledThreadPoolExecutor timer;
  private final GatewayMeters meters;
  private final AtomicBoolean closed = new AtomicBoolean();

  private CoapGateway(
      GatewayConfig config,
      Limits limits,
      RouteTable routes,
      PayloadSyntax syntax,
      RecordPublisher publisher,
      MeterRegistry registry,
      Clock clock) {
    this.config = config;
    this.publisher = publisher;
    String name = config.name();
    inFlight = new InFlight(limits.maxInFlight(), limits.maxInFlightBytes());
    meters = new GatewayMeters(name, registry, inFlight);
    protocol = new ProtocolThread(name);
    timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("gateway-timer-" + name).daemon().factory());
    timer.setRemoveOnCancelPolicy(true);
    workers =
        new Workers(
            name,
            Math.min(MAX_WORKERS, Runtime.getRuntime().availableProcessors()),
            limits.maxInFlight());
    RequestHandler handler =
        new RequestHandler(
            new MessageExaminer(syntax),
            new ResourceLinks(routes)::list,
            publisher,
            meters,
            new FaultLog(name),
            clock);
    deliverer =
        new RequestDeliverer(
            new RequestRouter(routes, limits.maxPayloadBytes()),
            handler,
            inFlight,
            workers,
            timer,
            limits,
            meters);
    Configuration settings = CoapSettings.of(limits);
    listeners =
        new Listeners(
            new Connectors(settings, protocol, limits.maxInFlight(), meters),
            settings,
            protocol,
            timer,
            deliverer,
            new WireTap(meters, limits.maxPayloadBytes()));
  }

  /**
   * Connects to Kafka and opens all listeners. If Kafka does not answer within a few seconds, the
   * gateway runs nevertheless and answers 5.03 until it does.
   *
   * @param clock gives the records their timestamps
   * @throws GatewayStartException if the configuration is wrong (all problems are named), or a port
   *     cannot be had; nothing is open then
   */
  public static CoapGateway start(GatewayConfig config, MeterRegistry meters, Clock clock) {
    return start(config, meters, clock, Codecs::syntaxError);
  }

  static CoapGateway start(
      GatewayConfig config, MeterRegistry meters, Clock clock, PayloadSyntax syntax) {
    CoapGatewaySpec spec = config.spec();
    Limits limits = Limits.of(spec.limits());
    RouteTable routes = new RouteCompiler(new CelExpressions()).compile(spec.resources());
    spec.listeners().forEach(listener -> PreSharedKeys.of(config, listener));
    CoapGateway gateway =
        new CoapGateway(
            config, limits, routes, syntax, KafkaLink.open(config, limits, meters), meters, clock);
    try {
      for (ListenerSpec listener : spec.listeners()) {
        gateway.listeners.open(listener, config.bindAddress(), PreSharedKeys.of(config, listener));
      }
    } catch (RuntimeException e) {
      gateway.release();
      throw e;
    }
    LOG.info("Gateway {} listens on {}", config.name(), gateway.endpoints());
    return gateway;
  }

  /** The local addresses of the listeners, in the order of the specification. */
  public List<InetSocketAddress> endpoints() {
    return listeners.addresses();
  }

  /** Whether Kafka can be reached, as far as is known. */
  public boolean brokerReachable() {
    return publisher.reachable();
  }

  /**
   * Ends the gateway: new requests are told to come again later, those in flight are finished
   * within the drain timeout, then the sockets close. May be called more than once.
   */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    deliverer.stop();
    boolean drained = false;
    try {
      drained = inFlight.awaitEmpty(config.drainTimeout());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    int left = inFlight.messages();
    release();
    LOG.info(
        "Gateway {} stopped{}",
        config.name(),
        drained ? "" : "; " + left + " messages in flight were not acknowledged");
  }

  private void release() {
    boolean interrupted = Thread.interrupted();
    try {
      workers.close(FAREWELL);
      publisher.close(Duration.ZERO);
      listeners.awaitSent(FAREWELL);
    } catch (InterruptedException e) {
      interrupted = true;
    } finally {
      listeners.close();
      timer.shutdownNow();
      protocol.shutdownNow();
      meters.close();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
