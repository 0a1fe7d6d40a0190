package dev.millrace.gateway;

import static dev.millrace.gateway.ObserveScene.JOIN;
import static dev.millrace.gateway.ObserveScene.LEAVE;
import static dev.millrace.gateway.ObserveScene.PATH;
import static dev.millrace.gateway.ObserveScene.PLAIN;
import static dev.millrace.gateway.ObserveScene.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.gateway.testing.BrokerExtension;
import dev.millrace.gateway.testing.Datagram;
import dev.millrace.gateway.testing.EmbeddedBroker;
import dev.millrace.gateway.testing.RawPeer;
import dev.millrace.gateway.testing.Specs;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;

/** A topic as a resource that is read and observed, from the device's side (RFC 7641). */
@ExtendWith(BrokerExtension.class)
class ObserveTest {
  private static final int ETAG = 4;
  private static final int FORMAT = 12;
  private static final int MAX_AGE = 14;

  private final EmbeddedBroker broker;
  private ObserveScene scene;

  ObserveTest(EmbeddedBroker broker) {
    this.broker = broker;
  }

  @BeforeEach
  void scene(TestInfo test) throws Exception {
    scene = new ObserveScene(broker, test);
  }

  @AfterEach
  void close() throws Exception {
    scene.close();
  }

  @Test // D1
  void theNewestRecordOfAKeyIsTheState() throws Exception {
    scene.write("north", "1");
    scene.write("south", "2");
    scene.write("north", "3");
    RawPeer peer = scene.peer(scene.start(scene.free()));

    Datagram answer = scene.whenRead(peer, TOKEN, PLAIN);

    assertThat(answer.codeText()).isEqualTo("2.05");
    assertThat(answer.payloadText()).isEqualTo("3");
    assertThat(answer.number(FORMAT)).isEqualTo(50);
    assertThat(answer.number(MAX_AGE)).isEqualTo(600);
    assertThat(answer.options()).containsKey(ETAG).doesNotContainKey(Datagram.OBSERVE);
    assertThat(scene.get(peer, TOKEN, "/lots/west/free", PLAIN).codeText()).isEqualTo("4.04");
    assertThat(scene.get(peer, TOKEN, "/lots/west/free", JOIN).codeText()).isEqualTo("4.04");
    assertThat(scene.observers()).isZero();
  }

  @Test // D1, D2
  void anObserverIsToldOfEachChange() throws Exception {
    scene.write("north", "0");
    RawPeer peer = scene.peer(scene.start(scene.free()));
    Datagram last = scene.observed(peer);
    assertThat(last.payloadText()).isEqualTo("0");

    for (int i = 1; i <= 3; i++) {
      scene.write("south", "-");
      scene.write("north", Integer.toString(i));
      Datagram next = peer.receive();

      assertThat(next.type()).isEqualTo(Datagram.NON);
      assertThat(next.codeText()).isEqualTo("2.05");
      assertThat(next.payloadText()).isEqualTo(Integer.toString(i));
      assertThat(next.token()).isEqualTo(last.token());
      assertThat(next.options().get(ETAG)).isNotEqualTo(last.options().get(ETAG));
      assertThat(next.number(Datagram.OBSERVE)).isGreaterThan(last.number(Datagram.OBSERVE));
      last = next;
    }
  }

  @Test // D4
  void observingAgainReplaces() throws Exception {
    scene.write("north", "0");
    RawPeer peer = scene.peer(scene.start(scene.free()));
    for (int i = 0; i < 5; i++) {
      scene.observed(peer);
    }
    assertThat(scene.observers()).isEqualTo(1);

    scene.write("north", "1");
    assertThat(peer.receive().payloadText()).isEqualTo("1");
    scene.write("north", "2");
    assertThat(peer.receive().payloadText()).as("one notification of each").isEqualTo("2");
  }

  @Test // D2: RFC 7641 section 3.4
  void numbersOfAFloodOnlyGrowAndItsEndArrives() throws Exception {
    scene.write("north", "0");
    RawPeer peer = scene.peer(scene.start(scene.free()));
    long last = scene.observed(peer).number(Datagram.OBSERVE);
    int count = 10_000;
    try (KafkaProducer<byte[], byte[]> producer = broker.producer()) {
      for (int i = 1; i <= count; i++) {
        var unused =
            producer.send(EmbeddedBroker.record(scene.topic(), "north", Integer.toString(i)));
      }
    }

    Datagram next;
    do {
      next = peer.receive();
      assertThat(next.number(Datagram.OBSERVE)).isGreaterThan(last);
      last = next.number(Datagram.OBSERVE);
      if (next.type() == Datagram.CON) {
        peer.send(Datagram.empty(Datagram.ACK, next.mid()));
      }
    } while (!next.payloadText().equals(Integer.toString(count)));
  }

  @Test // D7
  void observersOfSeveralGatewaysLearnOfOneChange() throws Exception {
    scene.write("north", "0");
    RawPeer first = scene.peer(scene.start(scene.free()));
    RawPeer second = scene.peer(scene.start(scene.free()));
    scene.observed(first);
    scene.observed(second);

    scene.write("north", "1");

    Datagram one = first.receive();
    Datagram other = second.receive();
    assertThat(one.payloadText()).isEqualTo("1");
    assertThat(other.payloadText()).isEqualTo("1");
    assertThat(one.number(Datagram.OBSERVE)).isEqualTo(other.number(Datagram.OBSERVE));
    assertThat(one.options().get(ETAG)).isEqualTo(other.options().get(ETAG));
  }

  @Test // RFC 7641 section 4.1
  void overTheBoundThereIsAnAnswerOnly() throws Exception {
    scene.write("north", "0");
    RawPeer peer = scene.peer(scene.start(scene.free()));
    scene.observed(peer);
    assertThat(scene.get(peer, 1, PATH, JOIN).options()).containsKey(Datagram.OBSERVE);

    Datagram third = scene.get(peer, 2, PATH, JOIN);

    assertThat(third.codeText()).isEqualTo("2.05");
    assertThat(third.options()).doesNotContainKey(Datagram.OBSERVE);
    assertThat(scene.refused("peer")).isEqualTo(1);
    assertThat(scene.get(peer, 1, PATH, JOIN).options()).as("again").containsKey(Datagram.OBSERVE);
    scene.get(peer, 1, PATH, LEAVE);
    assertThat(scene.get(peer, 2, PATH, JOIN).options()).as("freed").containsKey(Datagram.OBSERVE);
  }

  @Test
  void whatIsKnownIsShownWhileTheBrokerIsAway() throws Exception {
    scene.write("north", "0");
    RawPeer peer = scene.peer(scene.start(scene.free()));
    scene.observed(peer);
    broker.relay().cut();

    assertThat(scene.get(peer, 1, PATH, PLAIN).payloadText()).isEqualTo("0");
    scene.write("north", "1");
    broker.relay().restore();

    assertThat(peer.receive().payloadText()).isEqualTo("1");
  }

  @Test
  void whatCannotBeReadIsUnavailable() throws Exception {
    RawPeer peer = scene.peer(scene.start(Specs.free("observe-nowhere")));

    Datagram answer =
        await()
            .until(
                () -> scene.get(peer, TOKEN, PATH, JOIN),
                one -> one.payloadText().contains("does not exist"));

    assertThat(answer.codeText()).isEqualTo("5.03");
    assertThat(answer.number(MAX_AGE)).isEqualTo(5);
  }

  @Test
  void whoMayNotReadIsTold() throws Exception {
    scene.write("north", "0");
    RawPeer peer = scene.peer(scene.start(scene.guarded()));

    assertThat(scene.get(peer, TOKEN, PATH, JOIN).codeText()).isEqualTo("4.01");
  }
}
