package dev.millrace.gateway;

import dev.millrace.gateway.publish.SpoolState;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running CoAP gateway. A message is answered 2.04 after Kafka has acknowledged its record, which
 * then is in the topic once, or after the record is on disk, from where it comes to the topic once;
 * a message answered otherwise is in the topic at most once. Requests that a device repeats to it
 * are carried out once (RFC 7252 section 4.5); another gateway knows nothing of them, but what the
 * sessions tell that it goes on with.
 */
public final class CoapGateway implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CoapGateway.class);

  private final GatewayParts parts;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile GatewayConfig config;

  private CoapGateway(GatewayConfig config, GatewayParts parts) {
    this.config = config;
    this.parts = parts;
  }

  /**
   * Connects to Kafka and opens all listeners. If Kafka does not answer within a few seconds, the
   * gateway runs nevertheless and answers 5.03 until it does.
   *
   * @param clock gives the records their timestamps, when a message is taken
   * @throws GatewayStartException if the configuration is wrong (all problems are named), or a port
   *     cannot be had; nothing is open then
   */
  public static CoapGateway start(GatewayConfig config, MeterRegistry meters, Clock clock) {
    return start(config, meters, clock, KeptSessions.NONE);
  }

  /**
   * The same in place of a gateway that was closed.
   *
   * @param kept its sessions, which go on where a listener is the same and its devices are still
   *     known
   * @throws GatewayStartException as above
   */
  public static CoapGateway start(
      GatewayConfig config, MeterRegistry meters, Clock clock, KeptSessions kept) {
    return start(config, meters, clock, kept, PayloadSyntax.ofFormats());
  }

  static CoapGateway start(
      GatewayConfig config, MeterRegistry meters, Clock clock, PayloadSyntax syntax) {
    return start(config, meters, clock, KeptSessions.NONE, syntax);
  }

  private static CoapGateway start(
      GatewayConfig config,
      MeterRegistry meters,
      Clock clock,
      KeptSessions kept,
      PayloadSyntax syntax) {
    GatewayParts parts = GatewayParts.open(CheckedConfig.of(config), kept, syntax, meters, clock);
    LOG.info("Gateway {} listens on {}", config.name(), parts.listeners().addresses());
    return new CoapGateway(config, parts);
  }

  /**
   * Makes sure of a configuration, as far as that can be without opening anything.
   *
   * @throws GatewayStartException if it is wrong; all problems of its resources are named
   */
  public static void check(GatewayConfig config) {
    var unused = CheckedConfig.of(config);
  }

  /**
   * Whether {@link #reload} can take a configuration over: nothing but resources, the entries of
   * Secrets, {@code processingDelay} and {@code retryAfter} may differ.
   */
  public boolean canReload(GatewayConfig next) {
    return CheckedConfig.canFollow(config, next);
  }

  /**
   * Takes a changed configuration over while everything stays open. No request is lost: each meets
   * either the old rules or the new ones. Devices whose key is gone or has changed, or whose
   * certificate is of no authority any more, have to come again.
   *
   * @throws GatewayStartException if the configuration is wrong (all problems of its resources are
   *     named); the gateway goes on as it was
   * @throws IllegalArgumentException if {@link #canReload} says no
   */
  public synchronized void reload(GatewayConfig next) throws InterruptedException {
    if (!canReload(next)) {
      throw new IllegalArgumentException(
          "gateway " + next.name() + ": this change needs a gateway that is opened anew");
    }
    CheckedConfig checked = CheckedConfig.of(next);
    parts.follow(checked);
    config = next;
    LOG.info(
        "Gateway {} has taken a changed configuration over, {} resources to write, {} to read",
        next.name(),
        checked.routes().resources().routes().size(),
        checked.routes().readables().routes().size());
  }

  /** The local addresses of the listeners, in the order of the specification. */
  public List<InetSocketAddress> endpoints() {
    return parts.listeners().addresses();
  }

  /** Whether Kafka can be reached, as far as is known. */
  public boolean brokerReachable() {
    return parts.publisher().reachable();
  }

  /** Whether sessions that other processes leave from now on are taken over, if any are to be. */
  public boolean takesSessions() {
    return parts.moves().isSettled();
  }

  /** What the spool holds; empty for a gateway without one. */
  public Optional<SpoolState> spool() {
    return parts.publisher().spool();
  }

  /**
   * Completes with the reason if parts of the gateway fail so often that it is given up. It has to
   * be closed then, and with it the process had better end: what fails again and again does not get
   * well by itself.
   */
  public CompletableFuture<Throwable> failure() {
    return parts.runtime().supervisor().failure();
  }

  /** How many messages are not answered yet. */
  public int inFlight() {
    return parts.runtime().inFlight().messages();
  }

  /** For {@link GatewayFaults}. */
  GatewayParts parts() {
    return parts;
  }

  /**
   * Ends the gateway: new requests are told to come again later, those in flight are finished
   * within the drain timeout, then the sockets close. If sessions are to be handed over, new
   * requests of them are not answered, and the sessions are left to another process. May be called
   * more than once.
   */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      parts.close(config.drainTimeout());
    }
  }

  /**
   * Ends the gateway for one that takes its place in this process.
   *
   * @return its sessions; none if it was closed before
   */
  public KeptSessions closeForSuccessor() {
    return closed.compareAndSet(false, true)
        ? parts.closeForSuccessor(config.drainTimeout())
        : KeptSessions.NONE;
  }
}
