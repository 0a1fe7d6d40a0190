package dev.millrace.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.api.CoapGatewaySpec;
import dev.millrace.api.GatewayCommandsSpec;
import dev.millrace.api.KafkaSpec;
import dev.millrace.gateway.testing.BrokerExtension;
import dev.millrace.gateway.testing.Datagram;
import dev.millrace.gateway.testing.DatagramBuilder;
import dev.millrace.gateway.testing.EmbeddedBroker;
import dev.millrace.gateway.testing.RawPeer;
import dev.millrace.gateway.testing.Specs;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;

/** The gateway observes a device, by a command (RFC 7641, the client's part). */
@ExtendWith(BrokerExtension.class)
class DeviceObservationTest {
  private static final int CONTENT = 0x45;
  private static final int NOT_FOUND = 0x84;
  private static final int MAX_AGE = 14;

  private final EmbeddedBroker broker;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private String commands;
  private String results;
  private CoapGateway gateway;
  private RawPeer device;
  private int mid = 100;

  DeviceObservationTest(EmbeddedBroker broker) {
    this.broker = broker;
  }

  @BeforeEach
  void start(TestInfo test) throws Exception {
    String name = "device-" + test.getTestMethod().orElseThrow().getName();
    commands = name + "-commands";
    results = name + "-results";
    for (String topic : List.of(name, commands, results)) {
      broker.createTopic(topic);
    }
    CoapGatewaySpec spec =
        new CoapGatewaySpec(
            "edge",
            new KafkaSpec(broker.bootstrapServers(), null),
            List.of(Specs.coap(0)),
            List.of(Specs.gates(name)),
            null,
            new GatewayCommandsSpec(commands, results, null, null, null),
            null,
            null);
    gateway =
        CoapGateway.start(
            GatewayConfig.local(name, spec).withDrainTimeout(Duration.ofSeconds(1)),
            meters,
            Clock.systemUTC());
    device = new RawPeer(gateway.endpoints().get(0));
    device.send(Datagram.post(1, 1, "/lots/a/gates/g1", "{}"));
    assertThat(device.receive().codeText()).isEqualTo("2.04");
  }

  @AfterEach
  void stop() {
    device.close();
    gateway.close();
  }

  /** The request that a command becomes. */
  private Datagram command(boolean observe, Datagram before) throws Exception {
    broker.write(
        commands, "g1", "{\"method\":\"GET\",\"path\":\"/temp\",\"observe\":" + observe + "}");
    Datagram next = device.receive();
    while (before != null && next.mid() == before.mid()) {
      next = device.receive();
    }
    assertThat(next.number(Datagram.OBSERVE)).isEqualTo(observe ? 0 : 1);
    return next;
  }

  private DatagramBuilder state(int type, int code, int messageId, Datagram of, String payload) {
    return DatagramBuilder.message(type, code, messageId)
        .token(of.token())
        .option(MAX_AGE, 3_600)
        .payload(payload.getBytes(StandardCharsets.UTF_8));
  }

  private void answer(Datagram request, int number, String payload) throws Exception {
    device.send(
        state(Datagram.ACK, CONTENT, request.mid(), request, payload)
            .option(Datagram.OBSERVE, number)
            .bytes());
  }

  private void notify(Datagram request, int number, String payload) throws Exception {
    mid++;
    device.send(
        state(Datagram.NON, CONTENT, mid, request, payload)
            .option(Datagram.OBSERVE, number)
            .bytes());
  }

  private List<String> results(int count) {
    return await().until(() -> broker.values(results), some -> some.size() >= count);
  }

  private double observed() {
    return meters.get("millrace.gateway.commands.observed").gauge().value();
  }

  @Test // D8, F2: of notifications that overtake each other the newer is kept
  void statesAreToldInTheDevicesOrder() throws Exception {
    Datagram request = command(true, null);
    answer(request, 5, "first");
    assertThat(results(1).get(0)).contains("\"answered\"", "first");
    assertThat(observed()).isEqualTo(1);

    notify(request, 7, "third");
    notify(request, 6, "second");
    notify(request, 7, "third, again");
    notify(request, 8, "fourth");

    List<String> told = results(3);
    assertThat(told).hasSize(3);
    assertThat(told.get(1)).contains("\"notified\"", "\"third\"", "\"offset\":0");
    assertThat(told.get(2)).contains("\"notified\"", "fourth");
  }

  @Test // D8: RFC 7641 section 3.4: 24 bits that wrap
  void theNumberAfterTheLastIsTheFirst() throws Exception {
    Datagram request = command(true, null);
    answer(request, 0xFFFFFF, "before");
    results(1);
    notify(request, 0, "after");
    notify(request, 0xFFFFFE, "long before");
    notify(request, 1, "last");

    List<String> told = results(3);
    assertThat(told).hasSize(3);
    assertThat(told.get(1)).contains("after");
    assertThat(told.get(2)).contains("last");
  }

  @Test // F2: RFC 7641 section 3.1: to observe again takes the same token
  void observingAgainReusesTheToken() throws Exception {
    Datagram first = command(true, null);
    answer(first, 5, "a");
    results(1);
    Datagram again = command(true, first);
    answer(again, 6, "b");
    results(2);

    assertThat(again.token()).isEqualTo(first.token());
    assertThat(observed()).isEqualTo(1);
    notify(again, 7, "c");
    List<String> told = results(3);
    assertThat(told).hasSize(3);
    assertThat(told.get(2)).contains("\"notified\"", "\"c\"", "\"offset\":1");
  }

  @Test // F2: proactive (RFC 7641 section 3.6); what comes later is rejected
  void anObservationIsEndedByACommand() throws Exception {
    Datagram first = command(true, null);
    answer(first, 5, "a");
    results(1);
    Datagram last = command(false, first);
    assertThat(last.token()).isEqualTo(first.token());
    device.send(state(Datagram.ACK, CONTENT, last.mid(), last, "b").bytes());
    assertThat(results(2).get(1)).contains("\"answered\"", "\"b\"");
    assertThat(observed()).isZero();

    notify(first, 6, "late");

    Datagram rejection = device.receive();
    assertThat(rejection.type()).isEqualTo(Datagram.RST);
    assertThat(rejection.mid()).isEqualTo(mid);
    assertThat(broker.values(results)).hasSize(2);
  }

  @Test // F2: RFC 7641 section 4.2: an error is the last that the device says
  void theDeviceEndsAnObservation() throws Exception {
    Datagram request = command(true, null);
    answer(request, 5, "a");
    results(1);
    device.send(state(Datagram.CON, NOT_FOUND, 9, request, "").bytes());

    assertThat(device.receive()).matches(one -> one.type() == Datagram.ACK && one.mid() == 9);
    assertThat(results(2).get(1)).contains("\"notified\"", "\"4.04\"");
    await().until(() -> observed() == 0);
  }

  @Test // F2: a device that does not know observing answers, and that is all
  void anAnswerWithoutANumberIsNoObservation() throws Exception {
    Datagram request = command(true, null);
    device.send(Datagram.answer(request, CONTENT, "plain"));

    assertThat(results(1).get(0)).contains("\"answered\"", "plain");
    await().until(() -> observed() == 0);
  }
}
