package dev.millrace.gateway.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.gateway.testing.Datagram;
import dev.millrace.gateway.testing.RawPeer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.core.network.Exchange;
import org.eclipse.californium.core.server.MessageDeliverer;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.elements.config.UdpConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When observers are told, by a clock that stands still; messages are retransmitted soon. */
class ObserverTest {
  private static final Subject SUBJECT = Subject.of("topic", "key");
  private static final Duration HOUR = Duration.ofHours(1);

  private final AtomicLong nanos = new AtomicLong();
  private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Observables observables =
      new Observables(
          new ReaderSettings("test", Map.of()),
          new ObserveBounds(10, 10, 1 << 20),
          meters,
          timer,
          nanos::get);
  private ObserveTerms terms = new ObserveTerms(50, HOUR, Duration.ZERO);
  private CoapEndpoint endpoint;
  private RawPeer peer;
  private long offset;

  @BeforeEach
  void first() {
    observables.tables().table(SUBJECT.topic()).whole();
    write("first");
  }

  /**
   * @param attempts to send what has to be acknowledged
   */
  private void start(int attempts) throws Exception {
    CoapConfig.register();
    UdpConfig.register();
    Configuration settings = Configuration.createStandardWithoutFile();
    settings.set(CoapConfig.ACK_TIMEOUT, 300, TimeUnit.MILLISECONDS);
    settings.set(CoapConfig.MAX_RETRANSMIT, attempts - 1);
    endpoint =
        CoapEndpoint.builder()
            .setConfiguration(settings)
            .setInetSocketAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .build();
    endpoint.setExecutors(timer, timer);
    endpoint.setMessageDeliverer(new Showing());
    endpoint.start();
    peer = new RawPeer(endpoint.getAddress());
  }

  @AfterEach
  void stop() {
    peer.close();
    endpoint.destroy();
    timer.shutdownNow();
  }

  /** Lets everybody observe the subject. */
  private final class Showing implements MessageDeliverer {
    @Override
    public void deliverRequest(Exchange exchange) {
      Representation state = (Representation) observables.state(SUBJECT);
      Response response = Answers.of(state, terms, List.of());
      Observer observer = observables.join(exchange, SUBJECT, terms, state).orElseThrow();
      observer.number(response);
      exchange.sendResponse(response);
      observer.changed();
    }

    @Override
    public void deliverResponse(Exchange exchange, Response response) {
      throw new AssertionError("nobody has asked");
    }
  }

  private void write(String value) {
    observables
        .tables()
        .apply(
            new ConsumerRecord<>(
                SUBJECT.topic(),
                0,
                offset++,
                SUBJECT.key().getBytes(StandardCharsets.UTF_8),
                value.getBytes(StandardCharsets.UTF_8)));
    observables.changed(Set.of(SUBJECT));
  }

  private Datagram observe() throws Exception {
    return observe(6);
  }

  private Datagram observe(int attempts) throws Exception {
    start(attempts);
    peer.send(Datagram.get(Datagram.CON, 1, 7, "/any", 0));
    return peer.receive();
  }

  private double confirmed(String outcome) {
    return meters
        .counter("millrace.gateway.notifications.confirmed", "gateway", "test", "outcome", outcome)
        .count();
  }

  /** The next message that is no copy. */
  private Datagram after(Datagram known) throws Exception {
    Datagram next = peer.receive();
    while (next.mid() == known.mid()) {
      next = peer.receive();
    }
    return next;
  }

  @Test // RFC 7641 section 4.5.1
  void ofChangesWithinTheIntervalTheNewestIsTold() throws Exception {
    terms = new ObserveTerms(50, HOUR.multipliedBy(2), HOUR);
    observe();
    write("second");
    write("third");
    write("fourth");
    nanos.addAndGet(HOUR.toNanos());
    observables.changed(Set.of(SUBJECT));

    Datagram told = peer.receive();

    assertThat(told.payloadText()).isEqualTo("fourth");
    assertThat(told.type()).isEqualTo(Datagram.NON);
  }

  @Test // D3: RFC 7641 section 4.5
  void afterASilenceOfMaxAgeTheStateComesAgainToBeAcknowledged() throws Exception {
    Datagram first = observe();
    nanos.addAndGet(HOUR.toNanos() - 1);
    observables.refresh();
    nanos.addAndGet(1);
    observables.refresh();

    Datagram again = peer.receive();

    assertThat(again.type()).isEqualTo(Datagram.CON);
    assertThat(again.payloadText()).isEqualTo("first");
    assertThat(again.number(Datagram.OBSERVE)).isEqualTo(first.number(Datagram.OBSERVE) + 1);
    peer.send(Datagram.empty(Datagram.ACK, again.mid()));
    write("second");
    Datagram next = after(again);
    assertThat(next.payloadText()).isEqualTo("second");
    assertThat(next.number(Datagram.OBSERVE)).isGreaterThan(again.number(Datagram.OBSERVE));
    assertThat(observables.observers()).isEqualTo(1);
  }

  @Test // D3: at least every 24 hours, whatever Max-Age says
  void nobodyIsTrustedForLongerThanADay() throws Exception {
    terms = new ObserveTerms(50, HOUR.multipliedBy(100), Duration.ZERO);
    observe();
    nanos.addAndGet(Duration.ofHours(24).toNanos());
    observables.refresh();

    assertThat(peer.receive().type()).isEqualTo(Datagram.CON);
  }

  @Test // D3
  void whoDoesNotAcknowledgeObservesNoLonger() throws Exception {
    observe(2);
    nanos.addAndGet(HOUR.toNanos());
    observables.refresh();
    assertThat(peer.receive().type()).isEqualTo(Datagram.CON);

    await().until(() -> observables.observers() == 0);
    await().untilAsserted(() -> assertThat(confirmed("unanswered")).isEqualTo(1));
  }

  @Test // D6: each delivery that is confirmed is known, and a rejection
  void whatTheDeviceSaysToANotificationIsCounted() throws Exception {
    Datagram last = observe();
    for (int acknowledged = 1; acknowledged <= 2; acknowledged++) {
      nanos.addAndGet(HOUR.toNanos());
      observables.refresh();
      last = after(last);
      assertThat(last.type()).isEqualTo(Datagram.CON);
      assertThat(confirmed("acknowledged")).isEqualTo(acknowledged - 1);
      peer.send(Datagram.empty(Datagram.ACK, last.mid()));
      int expected = acknowledged;
      await().untilAsserted(() -> assertThat(confirmed("acknowledged")).isEqualTo(expected));
    }
    write("second");
    peer.send(Datagram.empty(Datagram.RST, after(last).mid()));

    await().untilAsserted(() -> assertThat(confirmed("rejected")).isEqualTo(1));
    await().until(() -> observables.observers() == 0);
  }

  @Test // RFC 7641 section 4.5.2
  void whatIsNewerGoesInsteadOfWhatIsRepeated() throws Exception {
    observe();
    nanos.addAndGet(HOUR.toNanos());
    observables.refresh();
    Datagram unanswered = peer.receive();
    write("second");

    Datagram next = after(unanswered);

    assertThat(next.payloadText()).isEqualTo("second");
    assertThat(next.type()).isEqualTo(Datagram.CON);
    peer.send(Datagram.empty(Datagram.ACK, next.mid()));
  }
}
