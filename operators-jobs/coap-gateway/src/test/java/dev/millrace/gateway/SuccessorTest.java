package dev.millrace.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.gateway.testing.BrokerExtension;
import dev.millrace.gateway.testing.Datagram;
import dev.millrace.gateway.testing.EmbeddedBroker;
import dev.millrace.gateway.testing.RawPeer;
import dev.millrace.gateway.testing.Specs;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a gateway that takes another's place does not know (docs/kubernetes.md). */
@ExtendWith(BrokerExtension.class)
class SuccessorTest {
  private static final String TOPIC = "successor";
  private static final Instant BEGIN = Instant.ofEpochMilli(1_700_000_000_000L);

  private final EmbeddedBroker broker;

  SuccessorTest(EmbeddedBroker broker) {
    this.broker = broker;
  }

  private CoapGateway start(int port, Instant now) {
    return CoapGateway.start(
        GatewayConfig.local(
            "successor",
            Specs.gateway(
                broker.bootstrapServers(), null, List.of(Specs.coap(port)), Specs.gates(TOPIC))),
        new SimpleMeterRegistry(),
        Clock.fixed(now, ZoneOffset.UTC));
  }

  @Test // G4
  void aMessageWhoseAnswerWasLostIsThereTwiceUnderOneName() throws Exception {
    broker.createTopic(TOPIC);
    byte[] message = Datagram.post(7, 0xA1, "/lots/a/gates/b", "1");
    CoapGateway first = start(0, BEGIN);
    InetSocketAddress address = first.endpoints().get(0);
    try (RawPeer device = new RawPeer(address)) {
      try (first) {
        device.send(message);
        assertThat(device.receive().codeText()).isEqualTo("2.04");
        device.send(message);
        assertThat(device.receive().codeText()).isEqualTo("2.04");
      }
      try (CoapGateway next = start(address.getPort(), BEGIN.plusSeconds(3))) {
        assertThat(next.endpoints()).containsExactly(address);
        device.send(message);
        assertThat(device.receive().codeText()).isEqualTo("2.04");
      }
    }

    List<ConsumerRecord<byte[], byte[]>> records = broker.records(TOPIC);
    assertThat(records.stream().map(ConsumerRecord::timestamp))
        .as("not the copy that went to the same gateway")
        .containsExactly(BEGIN.toEpochMilli(), BEGIN.plusSeconds(3).toEpochMilli());
    for (String header :
        List.of(MessageHeaders.PEER, MessageHeaders.TOKEN, MessageHeaders.MESSAGE_ID)) {
      assertThat(records.stream().map(of(header)).distinct()).as(header).hasSize(1);
    }
  }

  private static Function<ConsumerRecord<byte[], byte[]>, String> of(String header) {
    return record ->
        new String(record.headers().lastHeader(header).value(), StandardCharsets.ISO_8859_1);
  }
}
