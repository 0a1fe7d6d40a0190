package dev.millrace.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.api.GatewayObserveSpec;
import dev.millrace.api.ObservableSpec;
import dev.millrace.gateway.testing.Datagram;
import dev.millrace.gateway.testing.EmbeddedBroker;
import dev.millrace.gateway.testing.RawPeer;
import dev.millrace.gateway.testing.Specs;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.TestInfo;

/** A topic that gateways show, and peers that look at it; all of a test. */
final class ObserveScene implements AutoCloseable {
  static final String PATH = "/lots/north/free";
  static final int TOKEN = 0xB0B;
  static final int JOIN = 0;
  static final int LEAVE = 1;
  static final int PLAIN = -1;

  private final EmbeddedBroker broker;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final List<AutoCloseable> open = new ArrayList<>();
  private final String topic;
  private int mid;

  /** The topic is named after the test. */
  ObserveScene(EmbeddedBroker broker, TestInfo test) throws Exception {
    this.broker = broker;
    this.topic = "observe-" + test.getTestMethod().orElseThrow().getName();
    broker.createTopic(topic, 2, Map.of("cleanup.policy", "compact"));
  }

  String topic() {
    return topic;
  }

  /** Writes a record of a key; null deletes it. */
  void write(String key, String value) {
    broker.write(topic, key, value);
  }

  ObservableSpec free() {
    return Specs.free(topic);
  }

  /** The same, for those whose identity is the lot. */
  ObservableSpec guarded() {
    return new ObservableSpec(
        "/lots/{lot}/free", topic, "path.lot", null, "identity == path.lot", null, "0s", null);
  }

  /** What may be observed; a peer may have two observations. */
  static GatewayObserveSpec observe(ObservableSpec... resources) {
    return new GatewayObserveSpec(List.of(resources), null, 2, null);
  }

  GatewayConfig config(GatewayObserveSpec observe) {
    return GatewayConfig.local(
        "observe", Specs.observed(broker.bootstrapServers(), observe, Specs.octets("/in", topic)));
  }

  CoapGateway start(GatewayConfig config) {
    CoapGateway gateway = CoapGateway.start(config, meters, Clock.systemUTC());
    open.add(gateway);
    return gateway;
  }

  CoapGateway start(ObservableSpec... resources) {
    return start(config(observe(resources)));
  }

  RawPeer peer(CoapGateway gateway) throws Exception {
    RawPeer peer = new RawPeer(gateway.endpoints().get(0));
    open.add(peer);
    return peer;
  }

  Datagram get(RawPeer peer, int token, String path, int observe) throws Exception {
    mid++;
    peer.send(Datagram.get(Datagram.CON, mid, token, path, observe));
    return peer.receive();
  }

  /** Asks until the topic has been read. */
  Datagram whenRead(RawPeer peer, int token, int observe) {
    return await().until(() -> get(peer, token, PATH, observe), one -> one.code() != 0xA3);
  }

  /** Begins an observation. */
  Datagram observed(RawPeer peer) {
    Datagram first = whenRead(peer, TOKEN, JOIN);
    assertThat(first.codeText()).isEqualTo("2.05");
    assertThat(first.options()).containsKey(Datagram.OBSERVE);
    return first;
  }

  double observers() {
    return meters.get("millrace.gateway.observers").gauge().value();
  }

  double refused(String bound) {
    return meters.get("millrace.gateway.observers.refused").tag("bound", bound).counter().count();
  }

  @Override
  public void close() throws Exception {
    for (AutoCloseable one : open.reversed()) {
      one.close();
    }
  }
}
