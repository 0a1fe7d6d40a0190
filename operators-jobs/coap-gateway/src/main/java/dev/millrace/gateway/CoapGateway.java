package dev.millrace.gateway;

import dev.millrace.api.CoapGatewaySpec;
import dev.millrace.api.ListenerSpec;
import dev.millrace.gateway.admission.AddressProof;
import dev.millrace.gateway.admission.AnswerBound;
import dev.millrace.gateway.block.Uploads;
import dev.millrace.gateway.downlink.Downlink;
import dev.millrace.gateway.observe.Observables;
import dev.millrace.gateway.observe.ReaderSettings;
import dev.millrace.gateway.publish.RecordPublisher;
import dev.millrace.gateway.publish.SpoolState;
import dev.millrace.gateway.socket.ReceiveThreadExecutor;
import dev.millrace.gateway.supervision.Supervisor;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.californium.core.network.Exchange;
import org.eclipse.californium.elements.config.Configuration;
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

  /** How long closing waits for work that is done but for its last steps. */
  private static final Duration FAREWELL = Duration.ofSeconds(1);

  private final InFlight inFlight;
  private final RequestDeliverer deliverer;
  private final Listeners listeners;
  private final RecordPublisher publisher;
  private final Observables observables;
  private final ReadHandler reads;
  private final Workers workers;
  private final ReceiveThreadExecutor direct;
  private final ScheduledThreadPoolExecutor timer;
  private final GatewayMeters meters;
  private final UploadMeters uploadMeters;
  private final ExchangeMemory memory;
  private final Supervisor supervisor;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile GatewayConfig config;
  private volatile Downlink downlink;
  private volatile SessionMoves moves;

  private CoapGateway(
      GatewayConfig config,
      Limits limits,
      Routes routes,
      PayloadSyntax syntax,
      RecordPublisher publisher,
      MeterRegistry registry,
      Clock clock) {
    this.config = config;
    this.publisher = publisher;
    String name = config.name();
    inFlight = new InFlight(limits.maxInFlight(), limits.maxInFlightBytes());
    direct = new ReceiveThreadExecutor("gateway-later-" + name);
    timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("gateway-timer-" + name).daemon().factory());
    timer.setRemoveOnCancelPolicy(true);
    ProtocolSettings protocolSettings = ProtocolSettings.of(config.spec().protocol());
    memory = new ExchangeMemory(limits.rememberedBytes(), protocolSettings);
    meters = new GatewayMeters(name, registry, inFlight, memory);
    uploadMeters = new UploadMeters(name, registry);
    FaultLog faults = new FaultLog(name);
    supervisor = new RestartReport(meters, faults).supervisor();
    workers = Workers.of(name, limits);
    observables =
        Observables.open(
            new ReaderSettings(name, KafkaLink.clientProperties(config)),
            ReadBounds.of(config.spec()),
            registry,
            timer);
    reads = new ReadHandler(observables);
    RequestHandler handler =
        new RequestHandler(
            new MessageExaminer(syntax), reads, this::heard, publisher, meters, faults, clock);
    deliverer =
        new RequestDeliverer(
            RequestRules.of(routes, limits),
            handler,
            inFlight,
            workers,
            new DelayLine(timer, fault -> faults.report("an acknowledgement", fault)),
            meters);
    Configuration settings = CoapSettings.of(limits, protocolSettings);
    listeners =
        new Listeners(
            new Connectors(
                name,
                settings,
                CoapSettings.sockets(limits),
                memory,
                new IntakeReport(meters, faults, supervisor)),
            settings,
            direct,
            timer,
            deliverer,
            Optional.of(limits.maxAmplification())
                .filter(factor -> factor > 0)
                .map(factor -> new AnswerBound(factor, new AddressProof(System::nanoTime))),
            new StackFactory(uploads(limits), deliverer),
            new WireTap());
    everySecond("memory", memory::sweep);
    everySecond("observers", observables::refresh);
  }

  private Uploads uploads(Limits limits) {
    Uploads uploads =
        new Uploads(
            limits.uploads(), () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()), uploadMeters);
    uploadMeters.show(uploads);
    everySecond("uploads", uploads::expire);
    return uploads;
  }

  private void everySecond(String part, Runnable task) {
    var unused =
        timer.scheduleWithFixedDelay(supervisor.permanent(part, task), 1, 1, TimeUnit.SECONDS);
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
    CoapGatewaySpec spec = config.spec();
    Limits limits = Limits.of(spec.limits());
    Routes routes = compile(config);
    CoapGateway gateway =
        new CoapGateway(
            config, limits, routes, syntax, KafkaLink.open(config, limits, meters), meters, clock);
    try {
      gateway.observables.follow(ReadBounds.topics(spec), ReadBounds.of(spec));
      for (ListenerSpec listener : spec.listeners()) {
        gateway.listeners.open(listener, config.bindAddress(), config.credentials(listener), kept);
      }
      gateway.openDownlink(meters, clock);
      gateway.moves = SessionMoves.open(config, gateway.listeners, meters, clock);
    } catch (RuntimeException e) {
      gateway.release();
      throw e;
    }
    LOG.info("Gateway {} listens on {}", config.name(), gateway.endpoints());
    return gateway;
  }

  private void openDownlink(MeterRegistry registry, Clock clock) {
    CommandSettings.of(config)
        .ifPresent(
            settings ->
                downlink =
                    Downlink.open(settings, publisher, listeners::plain, registry, timer, clock));
  }

  private void heard(String device, Exchange exchange) {
    Downlink open = downlink;
    if (open != null) {
      open.heard(device, exchange);
    }
  }

  /**
   * Makes sure of a configuration, as far as that can be without opening anything.
   *
   * @throws GatewayStartException if it is wrong; all problems of its resources are named
   */
  public static void check(GatewayConfig config) {
    var unused = compile(config);
  }

  private static Routes compile(GatewayConfig config) {
    CoapGatewaySpec spec = config.spec();
    Routes routes = new RouteCompiler(new CelExpressions()).compile(spec);
    spec.listeners().forEach(config::credentials);
    var unusedProtocol = ProtocolSettings.of(spec.protocol());
    var unusedKey = SessionMoves.key(config);
    return routes;
  }

  /**
   * Whether {@link #reload} can take a configuration over: nothing but resources, the entries of
   * Secrets, {@code processingDelay} and {@code retryAfter} may differ.
   */
  public boolean canReload(GatewayConfig next) {
    GatewayConfig now = config;
    return next.name().equals(now.name())
        && next.bindAddress().equals(now.bindAddress())
        && next.kafkaProperties().equals(now.kafkaProperties())
        && next.spec().kafka().equals(now.spec().kafka())
        && next.spec().listeners().equals(now.spec().listeners())
        && Objects.equals(next.spec().spool(), now.spec().spool())
        && Objects.equals(next.spec().commands(), now.spec().commands())
        && Objects.equals(next.spec().protocol(), now.spec().protocol())
        && SessionMoves.areTheSame(next, now)
        && Limits.of(next.spec().limits()).isOfOneSizeWith(Limits.of(now.spec().limits()));
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
    Routes routes = compile(next);
    // First the topics, so that no request meets a route whose topic is not known yet.
    publisher.follow(KafkaLink.topics(next));
    observables.follow(ReadBounds.topics(next.spec()), ReadBounds.of(next.spec()));
    RequestRules rules = RequestRules.of(routes, Limits.of(next.spec().limits()));
    deliverer.follow(rules);
    reads.follow(rules.router());
    listeners.replaceCredentials(next::credentials);
    config = next;
    LOG.info(
        "Gateway {} has taken a changed configuration over, {} resources to write, {} to read",
        next.name(),
        routes.resources().routes().size(),
        routes.readables().routes().size());
  }

  /** The local addresses of the listeners, in the order of the specification. */
  public List<InetSocketAddress> endpoints() {
    return listeners.addresses();
  }

  /** Whether Kafka can be reached, as far as is known. */
  public boolean brokerReachable() {
    return publisher.reachable();
  }

  /** Whether sessions that other processes leave from now on are taken over, if any are to be. */
  public boolean takesSessions() {
    return moves.isSettled();
  }

  /** What the spool holds; empty for a gateway without one. */
  public Optional<SpoolState> spool() {
    return publisher.spool();
  }

  /**
   * Completes with the reason if parts of the gateway fail so often that it is given up. It has to
   * be closed then, and with it the process had better end: what fails again and again does not get
   * well by itself.
   */
  public CompletableFuture<Throwable> failure() {
    return supervisor.failure();
  }

  /** How many messages are not answered yet. */
  public int inFlight() {
    return inFlight.messages();
  }

  /** For {@link GatewayFaults}. */
  Workers workers() {
    return workers;
  }

  /** For {@link GatewayFaults}. */
  ExchangeMemory memory() {
    return memory;
  }

  /** For {@link GatewayFaults}. */
  Listeners listeners() {
    return listeners;
  }

  /**
   * Ends the gateway: new requests are told to come again later, those in flight are finished
   * within the drain timeout, then the sockets close. If sessions are to be handed over, new
   * requests of them are not answered, and the sessions are left to another process. May be called
   * more than once.
   */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    moves.leave(listeners, this::end);
  }

  /**
   * Ends the gateway for one that takes its place in this process.
   *
   * @return its sessions; none if it was closed before
   */
  public KeptSessions closeForSuccessor() {
    if (!closed.compareAndSet(false, true)) {
      return KeptSessions.NONE;
    }
    moves.close();
    return end();
  }

  private KeptSessions end() {
    deliverer.stop();
    observables.finish();
    boolean drained = false;
    long end = System.nanoTime() + config.drainTimeout().toNanos();
    try {
      drained = inFlight.awaitEmpty(config.drainTimeout());
      // The disk may go with the pod.
      var unused = publisher.awaitReplayed(Duration.ofNanos(end - System.nanoTime()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    int left = inFlight.messages();
    KeptSessions kept = release();
    LOG.info(
        "Gateway {} stopped{}",
        config.name(),
        drained ? "" : "; " + left + " messages in flight were not acknowledged");
    return kept;
  }

  private KeptSessions release() {
    boolean interrupted = Thread.interrupted();
    KeptSessions kept = KeptSessions.NONE;
    try {
      workers.close(FAREWELL);
      if (downlink != null) {
        downlink.close();
      }
      publisher.close(Duration.ZERO);
      observables.close();
      listeners.awaitSent(FAREWELL);
    } catch (InterruptedException e) {
      interrupted = true;
    } finally {
      kept = listeners.stop();
      listeners.close();
      timer.shutdownNow();
      direct.shutdownNow();
      meters.close();
      uploadMeters.close();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    return kept;
  }
}
