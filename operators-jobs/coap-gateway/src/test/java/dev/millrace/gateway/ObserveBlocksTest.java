package dev.millrace.gateway;

import static dev.millrace.gateway.ObserveScene.JOIN;
import static dev.millrace.gateway.ObserveScene.PATH;
import static dev.millrace.gateway.ObserveScene.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.gateway.testing.BrokerExtension;
import dev.millrace.gateway.testing.Datagram;
import dev.millrace.gateway.testing.DatagramBuilder;
import dev.millrace.gateway.testing.EmbeddedBroker;
import dev.millrace.gateway.testing.RawPeer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;

/** States that are longer than a block (RFC 7959 sections 2.6 and 3.4). */
@ExtendWith(BrokerExtension.class)
class ObserveBlocksTest {
  private static final int ETAG = 4;

  /** 1,024 bytes. */
  private static final int LARGEST = 6;

  private final EmbeddedBroker broker;
  private ObserveScene scene;
  private int mid = 1_000;

  ObserveBlocksTest(EmbeddedBroker broker) {
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

  /** Longer than two blocks, and no two bytes of it in a wrong place look right. */
  private static String state(String name) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; text.length() < 2_500; i++) {
      text.append(name).append(i).append(' ');
    }
    return text.toString();
  }

  /** The whole state whose first block came; the others are asked for, as RFC 7959 says. */
  private String whole(RawPeer peer, Datagram first) throws Exception {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(first.payload());
    Datagram block = first;
    for (int number = 1; (block.number(DatagramBuilder.BLOCK2) & 8) != 0; number++) {
      peer.send(
          DatagramBuilder.message(Datagram.CON, Datagram.GET, mid++)
              .token((byte) 0x77)
              .path(PATH)
              .block(DatagramBuilder.BLOCK2, number, false, LARGEST)
              .bytes());
      block = peer.receive();
      assertThat(block.codeText()).isEqualTo("2.05");
      assertThat(block.options().get(ETAG)).isEqualTo(first.options().get(ETAG));
      assertThat(block.options()).as("no observation").doesNotContainKey(Datagram.OBSERVE);
      body.writeBytes(block.payload());
    }
    return body.toString(StandardCharsets.UTF_8);
  }

  @Test // E4
  void aNotificationThatIsLongerThanABlockComesWhole() throws Exception {
    scene.write("north", state("a"));
    RawPeer peer = scene.peer(scene.start(scene.free()));
    Datagram last = scene.whenRead(peer, TOKEN, JOIN);
    assertThat(last.payload()).hasSize(1_024);
    assertThat(whole(peer, last)).isEqualTo(state("a"));

    for (String name : new String[] {"b", "c"}) {
      scene.write("north", state(name));
      Datagram next = peer.receive();

      assertThat(next.type()).isEqualTo(Datagram.NON);
      assertThat(next.token()).isEqualTo(last.token());
      assertThat(next.payload()).hasSize(1_024);
      assertThat(next.number(Datagram.OBSERVE)).isGreaterThan(last.number(Datagram.OBSERVE));
      assertThat(next.options().get(ETAG)).isNotEqualTo(last.options().get(ETAG));
      assertThat(whole(peer, next)).isEqualTo(state(name));
      last = next;
    }
    assertThat(scene.observers()).as("asking for blocks is no observing").isEqualTo(1);
  }

  // Would catch: a body that is half of one state and half of the next, and looks whole.
  @Test // E4: RFC 7959 section 2.4
  void theEntityTagTellsBlocksOfAnotherStateApart() throws Exception {
    scene.write("north", state("a"));
    RawPeer peer = scene.peer(scene.start(scene.free()));
    Datagram first = scene.whenRead(peer, TOKEN, JOIN);
    scene.write("north", state("b"));
    Datagram next = peer.receive();

    assertThat(next.options().get(ETAG)).isNotEqualTo(first.options().get(ETAG));
    assertThat(whole(peer, next)).isEqualTo(state("b"));
  }
}
