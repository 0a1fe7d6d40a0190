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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;

/** How observations end (RFC 7641 sections 3.6 and 4.2). */
@ExtendWith(BrokerExtension.class)
class ObserveEndTest {
  private final EmbeddedBroker broker;
  private ObserveScene scene;

  ObserveEndTest(EmbeddedBroker broker) {
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

  @Test // D5
  void whenTheKeyIsDeletedTheObservationEnds() throws Exception {
    scene.write("north", "0");
    RawPeer peer = scene.peer(scene.start(scene.free()));
    scene.observed(peer);

    scene.write("north", null);
    Datagram end = peer.receive();

    assertThat(end.codeText()).isEqualTo("4.04");
    assertThat(end.type()).isEqualTo(Datagram.CON);
    assertThat(end.options()).doesNotContainKey(Datagram.OBSERVE);
    assertThat(scene.observers()).isZero();
    peer.send(Datagram.empty(Datagram.ACK, end.mid()));
    scene.write("north", "1");
    Datagram again =
        await().until(() -> scene.get(peer, 1, PATH, PLAIN), one -> one.code() == 0x45);
    assertThat(again.token()).as("nothing came to the old token").containsExactly(0, 1);
  }

  @Test // D3
  void anObserverLeavesByAskingToOrByRejecting() throws Exception {
    scene.write("north", "0");
    RawPeer peer = scene.peer(scene.start(scene.free()));
    scene.observed(peer);
    Datagram left = scene.get(peer, TOKEN, PATH, LEAVE);
    assertThat(left.codeText()).isEqualTo("2.05");
    assertThat(left.options()).doesNotContainKey(Datagram.OBSERVE);
    assertThat(scene.observers()).isZero();

    scene.observed(peer);
    scene.write("north", "1");
    Datagram notification = peer.receive();
    assertThat(notification.payloadText()).isEqualTo("1");
    peer.send(Datagram.empty(Datagram.RST, notification.mid()));

    await().until(() -> scene.observers() == 0);
  }

  @Test // D5
  void whenTheResourceGoesTheObservationEnds() throws Exception {
    scene.write("north", "0");
    CoapGateway gateway = scene.start(scene.free());
    RawPeer peer = scene.peer(gateway);
    scene.observed(peer);

    gateway.reload(scene.config(null));

    assertThat(peer.receive().codeText()).isEqualTo("4.04");
    assertThat(scene.observers()).isZero();
    assertThat(scene.get(peer, TOKEN, PATH, PLAIN).codeText()).isEqualTo("4.04");
    gateway.reload(scene.config(ObserveScene.observe(scene.free())));
    assertThat(scene.whenRead(peer, TOKEN, JOIN).options()).containsKey(Datagram.OBSERVE);
  }

  @Test // G3
  void aGatewayThatStopsTellsItsObservers() throws Exception {
    scene.write("north", "0");
    CoapGateway gateway = scene.start(scene.free());
    RawPeer peer = scene.peer(gateway);
    scene.observed(peer);

    gateway.close();

    assertThat(peer.receive().codeText()).isEqualTo("5.03");
  }
}
