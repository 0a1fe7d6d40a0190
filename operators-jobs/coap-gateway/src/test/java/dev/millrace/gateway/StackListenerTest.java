package dev.millrace.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.gateway.testing.Datagram;
import dev.millrace.gateway.testing.RawPeer;
import java.net.InetAddress;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.californium.core.CoapResource;
import org.eclipse.californium.core.server.ServerMessageDeliverer;
import org.eclipse.californium.core.server.resources.CoapExchange;
import org.eclipse.californium.elements.config.Configuration;
import org.junit.jupiter.api.Test;

final class StackListenerTest {
  @Test
  void aCopyOfARequestGetsTheSameAnswerWithoutBeingCarriedOutAgain() throws Exception {
    AtomicInteger runs = new AtomicInteger();
    CoapResource root = new CoapResource("");
    root.add(
        new CoapResource("count") {
          @Override
          public void handleGET(CoapExchange exchange) {
            exchange.respond("n" + runs.incrementAndGet());
          }
        });
    byte[] request =
        Datagram.request(Datagram.CON, 0x01, 7, new byte[] {1}, "/count", -1, new byte[0]);
    try (StackListener listener =
            StackListener.open(
                InetAddress.getLoopbackAddress(),
                null,
                new ServerMessageDeliverer(root, Configuration.createStandardWithoutFile()),
                any -> true);
        RawPeer peer = new RawPeer(listener.address())) {
      peer.send(request);
      byte[] first = peer.receiveBytes();
      peer.send(request);

      assertThat(peer.receiveBytes()).isEqualTo(first);
      assertThat(Datagram.read(first).payloadText()).isEqualTo("n1");
      assertThat(runs).hasValue(1);
    }
  }
}
