package dev.millrace.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.gateway.testing.BrokerExtension;
import dev.millrace.gateway.testing.Datagram;
import dev.millrace.gateway.testing.EmbeddedBroker;
import dev.millrace.gateway.testing.RawSecurePeer;
import dev.millrace.gateway.testing.Specs;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.eclipse.californium.scandium.dtls.cipher.CipherSuite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Messages of DTLS sessions that come while others of the same sessions are answered, so that one
 * thread finds a session busy with another one's step.
 */
@ExtendWith(BrokerExtension.class)
class SecureOrderTest {
  private static final String TOPIC = "secure-order";
  private static final int DEVICES = 4;
  private static final int MESSAGES = 200;

  private final EmbeddedBroker broker;

  SecureOrderTest(EmbeddedBroker broker) {
    this.broker = broker;
  }

  @Test // C8: the order of a device is kept, and each message is answered
  void whatASessionSendsStaysInOrderWhileItIsAnswered() throws Exception {
    broker.createTopic(TOPIC);
    List<RawSecurePeer> devices = new ArrayList<>();
    try (CoapGateway gateway =
        CoapGateway.start(
            GatewayConfig.local(
                    TOPIC,
                    Specs.gateway(
                        broker.bootstrapServers(),
                        null,
                        List.of(Specs.coaps(0, "keys")),
                        Specs.gates(TOPIC)))
                .withIdentities(Map.of("keys", Map.of("g1", "one".getBytes(UTF_8)))),
            new SimpleMeterRegistry(),
            Clock.systemUTC())) {
      for (int device = 0; device < DEVICES; device++) {
        devices.add(
            new RawSecurePeer(
                gateway.endpoints().get(0), "g1", "one", CipherSuite.TLS_PSK_WITH_AES_128_CCM_8));
      }
      // What is sent during a handshake would wait for its end, and not all of it has room.
      send(devices, 0);
      for (RawSecurePeer device : devices) {
        assertThat(Datagram.read(device.receiveBytes()).codeText()).isEqualTo("2.04");
      }
      IntStream.range(1, MESSAGES).forEach(number -> send(devices, number));
      for (RawSecurePeer device : devices) {
        Set<Integer> answered = new HashSet<>();
        for (int number = 1; number < MESSAGES; number++) {
          Datagram answer = Datagram.read(device.receiveBytes());
          assertThat(answer.codeText()).isEqualTo("2.04");
          answered.add(answer.mid());
        }
        assertThat(answered).hasSize(MESSAGES - 1);
      }
    } finally {
      devices.forEach(RawSecurePeer::close);
    }
    List<String> values = broker.values(TOPIC);
    for (int device = 0; device < DEVICES; device++) {
      String prefix = "\"" + device + "-";
      assertThat(values.stream().filter(value -> value.startsWith(prefix)))
          .containsExactlyElementsOf(
              IntStream.range(0, MESSAGES).mapToObj(number -> prefix + number + "\"").toList());
    }
  }

  private static void send(List<RawSecurePeer> devices, int number) {
    for (int device = 0; device < devices.size(); device++) {
      devices
          .get(device)
          .send(
              Datagram.post(
                  number,
                  number & 0xFF,
                  "/lots/a/gates/" + device,
                  "\"" + device + "-" + number + "\""));
    }
  }
}
