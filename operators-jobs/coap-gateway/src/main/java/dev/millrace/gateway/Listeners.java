package dev.millrace.gateway;

import dev.millrace.api.ListenerSpec;
import dev.millrace.api.ListenerSpec.Protocol;
import dev.millrace.gateway.admission.AnswerBound;
import dev.millrace.gateway.credential.ListenerCredentials;
import dev.millrace.gateway.credential.LiveCredentials;
import dev.millrace.gateway.exchange.ExchangeStore;
import dev.millrace.gateway.handover.DtlsSessions;
import dev.millrace.gateway.handover.Restored;
import dev.millrace.gateway.handover.SavedSessions;
import dev.millrace.gateway.socket.ReceiveThreadExecutor;
import dev.millrace.gateway.socket.SecureConnector;
import dev.millrace.gateway.socket.UdpConnector;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.Principal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.eclipse.californium.core.coap.CoAP;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.core.network.Endpoint;
import org.eclipse.californium.core.network.interceptors.MessageInterceptor;
import org.eclipse.californium.core.network.serialization.UdpDataSerializer;
import org.eclipse.californium.core.server.MessageDeliverer;
import org.eclipse.californium.elements.Connector;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.elements.util.Filter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The open sockets of a gateway. */
final class Listeners implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

  private final List<CoapEndpoint> endpoints = new ArrayList<>();
  private final List<Secured> secured = new ArrayList<>();
  private final Connectors connectors;
  private final Configuration settings;
  private final ReceiveThreadExecutor direct;
  private final ScheduledExecutorService timer;
  private final MessageDeliverer deliverer;
  private final Optional<AnswerBound> bound;
  private final StackFactory stacks;
  private final WireTap tap;

  /** A listener that encrypts. */
  private record Secured(
      ListenerSpec listener,
      SecureConnector connector,
      LiveCredentials credentials,
      ExchangeStore exchanges) {
    DtlsSessions sessions() {
      return new DtlsSessions(credentials.current(), exchanges);
    }
  }

  /**
   * @param direct on which the stack works
   * @param bound of what plain ones answer
   */
  Listeners(
      Connectors connectors,
      Configuration settings,
      ReceiveThreadExecutor direct,
      ScheduledExecutorService timer,
      MessageDeliverer deliverer,
      Optional<AnswerBound> bound,
      StackFactory stacks,
      WireTap tap) {
    this.connectors = connectors;
    this.settings = settings;
    this.direct = direct;
    this.timer = timer;
    this.deliverer = deliverer;
    this.bound = bound;
    this.stacks = stacks;
    this.tap = tap;
  }

  /**
   * Opens a listener.
   *
   * @param credentials of it; used with {@code coaps} only
   * @param kept sessions that go on here, if their devices are still known
   * @throws GatewayStartException if the port cannot be had
   */
  void open(
      ListenerSpec listener,
      InetAddress bindAddress,
      ListenerCredentials credentials,
      KeptSessions kept) {
    InetSocketAddress address = new InetSocketAddress(bindAddress, port(listener));
    try {
      if (listener.protocol() == Protocol.coaps) {
        LiveCredentials held = new LiveCredentials(credentials);
        ExchangeStore exchanges = connectors.exchanges();
        SecureConnector connector = connectors.dtls(address, held, exchanges);
        start(connector, Optional.empty());
        Secured opened = new Secured(listener, connector, held, exchanges);
        secured.add(opened);
        kept.give(listener).ifPresent(sessions -> restore(opened, sessions));
      } else {
        UdpConnector connector = connectors.udp(address);
        start(connector, bound);
        connector.receive();
      }
    } catch (IOException e) {
      throw new GatewayStartException(
          "cannot listen on "
              + listener.protocol()
              + " "
              + bindAddress.getHostAddress()
              + " port "
              + address.getPort()
              + ": "
              + e.getMessage()
              + ". Stop what uses the port, or choose another one",
          e);
    }
  }

  private void start(Connector connector, Optional<? extends MessageInterceptor> interceptor)
      throws IOException {
    CoapEndpoint endpoint =
        CoapEndpoint.builder()
            .setConfiguration(settings)
            .setConnector(connector)
            .setCoapStackFactory(stacks)
            .setDataSerializerAndParser(new UdpDataSerializer(), new GatewayParser())
            .build();
    endpoint.setExecutors(direct, timer);
    endpoint.setMessageDeliverer(deliverer);
    interceptor.ifPresent(endpoint::addInterceptor);
    tap.attach(endpoint);
    try {
      endpoint.start();
    } catch (IOException e) {
      endpoint.destroy();
      throw e;
    }
    endpoints.add(endpoint);
  }

  /**
   * Replaces the credentials of each listener that encrypts. Who has come by what holds no longer
   * is not heard any more, and has to come again.
   */
  synchronized void replaceCredentials(Function<ListenerSpec, ListenerCredentials> credentials) {
    secured.forEach(one -> replace(one, credentials.apply(one.listener())));
  }

  private static void replace(Secured one, ListenerCredentials next) {
    Predicate<Principal> revoked = one.credentials().replace(next);
    Filter<Principal> concerned = revoked::test;
    var unused = one.connector().startTerminateConnectionsForPrincipal(concerned);
  }

  /**
   * Lets sessions of another gateway go on at the listener that encrypts with a port, as the
   * specification has it; where there is none, none goes on.
   */
  synchronized Restored restore(int port, SavedSessions sessions) {
    return secured.stream()
        .filter(one -> port(one.listener()) == port)
        .findFirst()
        .map(one -> restore(one, sessions))
        .orElse(Restored.NONE);
  }

  private static Restored restore(Secured one, SavedSessions sessions) {
    Restored restored = one.sessions().restore(sessions, one.connector());
    LOG.info("Listener port {}: of {} sessions: {}", port(one.listener()), sessions, restored);
    return restored;
  }

  static int port(ListenerSpec listener) {
    if (listener.port() != null) {
      return listener.port();
    }
    return listener.protocol() == Protocol.coaps
        ? CoAP.DEFAULT_COAP_SECURE_PORT
        : CoAP.DEFAULT_COAP_PORT;
  }

  /** The first listener of plain CoAP, from which any address can be reached. */
  Optional<Endpoint> plain() {
    return endpoints.stream()
        .filter(endpoint -> endpoint.getConnector() instanceof UdpConnector)
        .map(Endpoint.class::cast)
        .findFirst();
  }

  /** Loses a socket of some listener; for {@link GatewayFaults}. */
  void loseSocket(RandomGenerator random) {
    switch (endpoints.get(random.nextInt(endpoints.size())).getConnector()) {
      case UdpConnector plain -> plain.loseSocket(random);
      case SecureConnector encrypting -> encrypting.loseSocket();
      case Connector other -> throw new IllegalStateException("no listener of ours: " + other);
    }
  }

  /** The local addresses, in the order in which the listeners were opened. */
  List<InetSocketAddress> addresses() {
    return endpoints.stream().map(CoapEndpoint::getAddress).toList();
  }

  /**
   * Waits until the responses made so far have left; a thread may have left the sending of its own
   * to another one.
   */
  void awaitSent(Duration bound) throws InterruptedException {
    long end = System.nanoTime() + bound.toNanos();
    while (tap.leaving() > 0 && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
  }

  /**
   * Takes nothing by listeners that encrypt any more, and waits until what they have received is
   * with the stack. Devices that send meanwhile get no answer here, and one from whoever has their
   * sessions next.
   */
  void hush(Duration bound) {
    secured.forEach(one -> one.connector().hush(bound));
  }

  /** Stops all, and takes the sessions out; what is sent now, is not sent any more. */
  KeptSessions stop() {
    endpoints.forEach(CoapEndpoint::stop);
    KeptSessions kept = new KeptSessions();
    secured.forEach(one -> kept.add(one.listener(), one.sessions().save(one.connector())));
    return kept;
  }

  @Override
  public void close() {
    endpoints.forEach(CoapEndpoint::destroy);
  }
}
