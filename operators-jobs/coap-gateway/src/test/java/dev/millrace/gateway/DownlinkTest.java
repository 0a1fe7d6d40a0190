package dev.millrace.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.api.CoapGatewaySpec;
import dev.millrace.api.GatewayCommandsSpec;
import dev.millrace.api.GatewayProtocolSpec;
import dev.millrace.api.KafkaSpec;
import dev.millrace.gateway.testing.BrokerExtension;
import dev.millrace.gateway.testing.Datagram;
import dev.millrace.gateway.testing.EmbeddedBroker;
import dev.millrace.gateway.testing.RawPeer;
import dev.millrace.gateway.testing.Specs;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;

/** The gateway as client: commands to devices and what comes of them (requirements 6.F). */
@ExtendWith(BrokerExtension.class)
class DownlinkTest {
  private static final int URI_PATH = 11;
  private static final int CHANGED = 0x44;

  private final EmbeddedBroker broker;
  private final List<AutoCloseable> open = new ArrayList<>();
  private String name;
  private String commands;
  private String results;

  DownlinkTest(EmbeddedBroker broker) {
    this.broker = broker;
  }

  @BeforeEach
  void topics(TestInfo test) throws Exception {
    name = "downlink-" + test.getTestMethod().orElseThrow().getName();
    commands = name + "-commands";
    results = name + "-results";
    broker.createTopic(name);
    broker.createTopic(commands);
    broker.createTopic(results);
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable one : open.reversed()) {
      one.close();
    }
  }

  private CoapGateway start() {
    return start(null);
  }

  private CoapGateway start(GatewayProtocolSpec protocol) {
    CoapGatewaySpec spec =
        new CoapGatewaySpec(
            "edge",
            new KafkaSpec(broker.bootstrapServers(), null),
            List.of(Specs.coap(0)),
            List.of(Specs.gates(name)),
            null,
            new GatewayCommandsSpec(commands, results, null, null, null),
            protocol,
            null,
            null,
            null,
            null);
    CoapGateway gateway =
        CoapGateway.start(
            GatewayConfig.local(name, spec).withDrainTimeout(Duration.ofSeconds(1)),
            new SimpleMeterRegistry(),
            Clock.systemUTC());
    open.add(gateway);
    return gateway;
  }

  /** A gate that has said something. */
  private RawPeer gate(CoapGateway gateway, String gate) throws Exception {
    RawPeer peer = new RawPeer(gateway.endpoints().get(0));
    open.add(peer);
    peer.send(Datagram.post(1, 1, "/lots/a/gates/" + gate, "{}"));
    assertThat(peer.receive().codeText()).isEqualTo("2.04");
    return peer;
  }

  private List<String> results(int count) {
    return await().until(() -> broker.values(results), some -> some.size() >= count);
  }

  private static String at(RawPeer peer) {
    return "\"address\":\"coap://127.0.0.1:" + peer.port() + "\",";
  }

  /** The next request that is no copy of another one. */
  private static Datagram after(RawPeer peer, Datagram known) throws Exception {
    Datagram next = peer.receive();
    while (next.mid() == known.mid()) {
      next = peer.receive();
    }
    return next;
  }

  @Test // F3
  void aCommandComesFromThePortThatTheDeviceKnows() throws Exception {
    CoapGateway gateway = start();
    RawPeer peer = gate(gateway, "g1");
    broker.write(
        commands, "g1", "{\"id\":\"c1\",\"method\":\"PUT\",\"path\":\"/bar\",\"payload\":\"up\"}");

    Datagram request = peer.receive();
    assertThat(peer.sender()).isEqualTo(gateway.endpoints().get(0));
    assertThat(request.type()).isEqualTo(Datagram.CON);
    assertThat(request.code()).isEqualTo(3);
    assertThat(request.options().get(URI_PATH)).asString().isEqualTo("bar");
    assertThat(request.payloadText()).isEqualTo("up");
    peer.send(Datagram.answer(request, CHANGED, "done"));

    assertThat(results(1))
        .containsExactly(
            "{\"id\":\"c1\",\"outcome\":\"answered\",\"code\":\"2.04\",\"payload\":\"done\","
                + "\"partition\":0,\"offset\":0}");
    assertThat(broker.records(results).get(0).key()).asString(UTF_8).isEqualTo("g1");
  }

  @Test
  void whatCannotBeDoneIsSaid() throws Exception {
    start();
    broker.write(commands, "g9", "{\"id\":\"c1\",\"method\":\"GET\",\"path\":\"/bar\"}");
    broker.write(commands, "g9", "{\"method\":\"FETCH\",\"path\":\"/bar\"}");
    broker.write(commands, null, "{\"method\":\"GET\",\"path\":\"/bar\"}");

    List<String> said = results(3);

    assertThat(said.get(0)).contains("\"id\":\"c1\"", "\"unknown\"", "g9");
    assertThat(said.get(1)).contains("\"invalid\"", "FETCH", "\"offset\":1");
    assertThat(said.get(2)).contains("\"invalid\"", "key");
  }

  @Test // F1
  void aDeviceThatIsSilentTimesOutAndItsLateAnswerIsRejected() throws Exception {
    CoapGateway gateway = start();
    RawPeer peer = gate(gateway, "g1");
    broker.write(commands, "g1", "{\"method\":\"GET\",\"path\":\"/bar\",\"timeout\":\"1s\"}");
    Datagram request = peer.receive();
    assertThat(results(1).get(0)).contains("\"timeout\"");

    byte[] late = Datagram.answer(request, 0x45, "late");
    late[0] = (byte) (late[0] & 0xCF);
    late[3]++;
    peer.send(late);

    Datagram rejected = after(peer, request);
    assertThat(rejected.type()).isEqualTo(Datagram.RST);
    assertThat(broker.values(results)).hasSize(1);
  }

  @Test // NSTART, RFC 7252 section 4.7
  void aDeviceGetsOneCommandAtATime() throws Exception {
    CoapGateway gateway = start();
    RawPeer peer = gate(gateway, "g1");
    broker.write(commands, "g1", "{\"method\":\"PUT\",\"path\":\"/first\"}");
    broker.write(commands, "g1", "{\"method\":\"PUT\",\"path\":\"/second\"}");
    broker.write(commands, "g9", "{\"method\":\"PUT\",\"path\":\"/none\"}");
    Datagram first = peer.receive();
    assertThat(results(1).get(0)).as("others go on").contains("\"unknown\"");
    Optional<byte[]> more = peer.receiveBytes(Duration.ofMillis(1));
    while (more.isPresent()) {
      assertThat(Datagram.read(more.get()).mid()).isEqualTo(first.mid());
      more = peer.receiveBytes(Duration.ofMillis(1));
    }
    peer.send(Datagram.answer(first, CHANGED, ""));

    Datagram second = after(peer, first);

    assertThat(second.options().get(URI_PATH)).asString().isEqualTo("second");
    peer.send(Datagram.answer(second, CHANGED, ""));
    assertThat(results(3)).hasSize(3);
  }

  @Test // A10: NSTART is what the specification says, beyond the seed
  void aDeviceGetsAsManyCommandsAtATimeAsItMay() throws Exception {
    CoapGateway gateway = start(new GatewayProtocolSpec(null, null, null, 2, null));
    RawPeer peer = gate(gateway, "g1");
    for (String path : List.of("first", "second", "third")) {
      broker.write(commands, "g1", "{\"method\":\"PUT\",\"path\":\"/" + path + "\"}");
    }
    Datagram first = peer.receive();
    Datagram second = after(peer, first);
    assertThat(second.options().get(URI_PATH)).asString().isEqualTo("second");
    peer.send(Datagram.answer(second, CHANGED, ""));

    Datagram third = peer.receive();
    while (third.mid() == first.mid() || third.mid() == second.mid()) {
      third = peer.receive();
    }

    assertThat(third.options().get(URI_PATH)).asString().isEqualTo("third");
    peer.send(Datagram.answer(first, CHANGED, ""));
    peer.send(Datagram.answer(third, CHANGED, ""));
    assertThat(results(3)).hasSize(3);
  }

  @Test
  void whatIsDoneIsNotRepeatedByTheNextGatewayAndWhatIsOpenIs() throws Exception {
    RawPeer peer = new RawPeer(new InetSocketAddress(InetAddress.getLoopbackAddress(), 1));
    open.add(peer);
    CoapGateway gateway = start();
    broker.write(commands, "a", "{" + at(peer) + "\"method\":\"PUT\",\"path\":\"/done\"}");
    Datagram done = peer.receive();
    answer(peer, gateway, done);
    assertThat(results(1)).hasSize(1);
    broker.write(commands, "a", "{" + at(peer) + "\"method\":\"PUT\",\"path\":\"/open\"}");
    Datagram first = after(peer, done);
    assertThat(first.options().get(URI_PATH)).asString().isEqualTo("open");
    gateway.close();

    CoapGateway next = start();
    Datagram again = await().until(peer::receive, one -> one.mid() != first.mid());
    while (!peer.sender().equals(next.endpoints().get(0))) {
      again = peer.receive();
    }

    assertThat(again.options().get(URI_PATH)).asString().isEqualTo("open");
    answer(peer, next, again);
    assertThat(results(2)).hasSize(2);
  }

  private static void answer(RawPeer peer, CoapGateway gateway, Datagram request) throws Exception {
    peer.sendTo(gateway.endpoints().get(0), Datagram.answer(request, CHANGED, ""));
  }
}
