package dev.millrace.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.api.GatewayLimitsSpec;
import dev.millrace.gateway.testing.BrokerExtension;
import dev.millrace.gateway.testing.Datagram;
import dev.millrace.gateway.testing.Device;
import dev.millrace.gateway.testing.EmbeddedBroker;
import dev.millrace.gateway.testing.RawPeer;
import dev.millrace.gateway.testing.Specs;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the gateway promises about Kafka while Kafka is slow, away or too small. */
@ExtendWith(BrokerExtension.class)
class DeliveryTest {
  private static final String PATH = "/lots/a/gates/b";
  private static final Duration A_WHILE = Duration.ofMillis(300);

  private final EmbeddedBroker broker;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private String topic;
  private CoapGateway gateway;

  DeliveryTest(EmbeddedBroker broker) {
    this.broker = broker;
  }

  private void start(TestInfo test, GatewayLimitsSpec limits, Duration drain) throws Exception {
    topic = "delivery-" + test.getTestMethod().orElseThrow().getName();
    broker.createTopic(topic, 3, Map.of());
    gateway =
        CoapGateway.start(
            GatewayConfig.local(
                    "delivery", Specs.plain(broker.bootstrapServers(), limits, Specs.gates(topic)))
                .withDrainTimeout(drain),
            meters,
            Clock.systemUTC());
  }

  @AfterEach
  void stop() {
    broker.relay().restore();
    gateway.close();
  }

  private Device device() throws Exception {
    return Device.plain(gateway.endpoints().get(0));
  }

  @Test // C8, A3
  void nothingIsAcknowledgedBeforeKafkaHasIt(TestInfo test) throws Exception {
    start(test, Specs.limits(null, "100ms", "20s"), Duration.ofSeconds(5));
    try (Device device = device()) {
      broker.relay().hold();
      Request request = device.beginPost(PATH, "1");

      await().until(request::isAcknowledged);
      assertThat(request.waitForResponse(A_WHILE.toMillis())).isNull();
      assertThat(meters.get("millrace.gateway.in.flight").gauge().value()).isEqualTo(1);
      broker.relay().restore();

      Response response = request.waitForResponse(20_000);
      assertThat(response.getCode()).isEqualTo(ResponseCode.CHANGED);
      assertThat(response.isConfirmable()).as("a separate response").isTrue();
      assertThat(broker.values(topic)).containsExactly("1");
    }
  }

  @Test // C8: C3-08's broker outage, from the device's side
  void anOutageLosesNothingAcknowledgedAndDoublesNothing(TestInfo test) throws Exception {
    start(
        test,
        new GatewayLimitsSpec(null, null, "100ms", "1s", "7s", null, null),
        Duration.ofSeconds(5));
    Map<String, Request> sent = new LinkedHashMap<>();
    try (Device device = device()) {
      send(device, sent, 20);
      await().until(() -> sent.values().stream().allMatch(one -> one.getResponse() != null));
      broker.relay().cut();
      send(device, sent, 20);
      await().until(() -> !gateway.brokerReachable());
      send(device, sent, 20);
      await().until(() -> sent.values().stream().allMatch(one -> one.getResponse() != null));
      assertThat(meters.get("millrace.gateway.broker.reachable").gauge().value()).isZero();
      broker.relay().restore();
      await().until(gateway::brokerReachable);
      send(device, sent, 20);
      await().until(() -> sent.values().stream().allMatch(one -> one.getResponse() != null));
    }

    List<String> kept = broker.values(topic);
    assertThat(kept).doesNotHaveDuplicates();
    assertThat(kept).containsAll(answered(sent, ResponseCode.CHANGED));
    Set<String> refused = answered(sent, ResponseCode.SERVICE_UNAVAILABLE);
    assertThat(refused).hasSizeGreaterThanOrEqualTo(20);
    assertThat(answered(sent, ResponseCode.CHANGED).size() + refused.size()).isEqualTo(80);
    assertThat(refused)
        .allSatisfy(
            one -> assertThat(sent.get(one).getResponse().getOptions().getMaxAge()).isEqualTo(7));
    assertThat(sent.values().stream().skip(60))
        .as("after the outage")
        .allMatch(one -> one.getResponse().getCode() == ResponseCode.CHANGED);
  }

  @RepeatedTest(3) // protocol story 17: the head of the first run to a topic that was just made
  void aBurstToANewTopicLosesNothing(RepetitionInfo turn) throws Exception {
    topic = "delivery-burst-" + turn.getCurrentRepetition();
    broker.createTopic(topic, 8, Map.of());
    gateway =
        CoapGateway.start(
            GatewayConfig.local(
                "delivery", Specs.plain(broker.bootstrapServers(), null, Specs.gates(topic))),
            meters,
            Clock.systemUTC());
    Map<String, Request> sent = new LinkedHashMap<>();
    try (Device device = device()) {
      send(device, sent, 300);
      await().until(() -> sent.values().stream().allMatch(one -> one.getResponse() != null));
    }

    assertThat(answered(sent, ResponseCode.CHANGED)).hasSize(300);
    assertThat(broker.values(topic)).containsExactlyInAnyOrderElementsOf(sent.keySet());
  }

  @Test
  void aShortOutageIsOnlyALateAnswer(TestInfo test) throws Exception {
    start(test, Specs.limits(null, "100ms", "20s"), Duration.ofSeconds(5));
    Map<String, Request> sent = new LinkedHashMap<>();
    try (Device device = device()) {
      send(device, sent, 10);
      await().until(() -> sent.values().stream().allMatch(one -> one.getResponse() != null));
      broker.relay().cut();
      send(device, sent, 30);
      await().until(() -> sent.values().stream().allMatch(Request::isAcknowledged));
      broker.relay().restore();
      await().until(() -> sent.values().stream().allMatch(one -> one.getResponse() != null));
    }

    assertThat(answered(sent, ResponseCode.CHANGED)).hasSize(40);
    assertThat(broker.values(topic)).containsExactlyInAnyOrderElementsOf(sent.keySet());
  }

  @Test
  void aFullBufferRefusesAndRecovers(TestInfo test) throws Exception {
    start(test, Specs.limits(3, "100ms", "20s"), Duration.ofSeconds(5));
    Map<String, Request> sent = new LinkedHashMap<>();
    try (Device device = device()) {
      broker.relay().hold();
      send(device, sent, 3);
      await().until(() -> sent.values().stream().allMatch(Request::isAcknowledged));

      Response refused = device.post(PATH, 50, "\"too many\"");
      assertThat(refused.getCode()).isEqualTo(ResponseCode.SERVICE_UNAVAILABLE);
      assertThat(refused.getOptions().getMaxAge()).isEqualTo(5);
      assertThat(meters.get("millrace.gateway.rejected").tag("reason", "busy").counter().count())
          .isEqualTo(1);
      broker.relay().restore();

      await().until(() -> sent.values().stream().allMatch(one -> one.getResponse() != null));
      assertThat(device.post(PATH, 50, "\"again\"").getCode()).isEqualTo(ResponseCode.CHANGED);
    }
    assertThat(broker.values(topic)).hasSize(4).doesNotContain("\"too many\"");
  }

  @Test // G3
  void closingFinishesWhatIsInFlightAndRefusesTheRest(TestInfo test) throws Exception {
    start(test, Specs.limits(null, "100ms", "20s"), Duration.ofSeconds(20));
    Map<String, Request> sent = new LinkedHashMap<>();
    try (Device device = device();
        RawPeer late = new RawPeer(gateway.endpoints().get(0))) {
      broker.relay().hold();
      send(device, sent, 10);
      await().until(() -> sent.values().stream().allMatch(Request::isAcknowledged));
      CompletableFuture<Void> closed = CompletableFuture.runAsync(gateway::close);
      AtomicInteger mid = new AtomicInteger();
      await()
          .untilAsserted(
              () -> {
                late.send(Datagram.post(mid.incrementAndGet(), 0xA1, "/lots/late/gates/b", "{"));
                assertThat(late.receive().codeText()).isEqualTo("5.03");
              });
      assertThat(closed).isNotDone();
      broker.relay().restore();
      closed.get(20, TimeUnit.SECONDS);

      await().until(() -> sent.values().stream().allMatch(one -> one.getResponse() != null));
      assertThat(answered(sent, ResponseCode.CHANGED)).hasSize(10);
    }
    assertThat(broker.values(topic)).hasSize(10);
  }

  @Test // G3
  void closingEndsInTimeThoughKafkaIsAway(TestInfo test) throws Exception {
    start(test, Specs.limits(null, "100ms", "60s"), Duration.ofMillis(500));
    Map<String, Request> sent = new LinkedHashMap<>();
    try (Device device = device()) {
      broker.relay().hold();
      send(device, sent, 10);
      await().until(() -> sent.values().stream().allMatch(Request::isAcknowledged));

      CompletableFuture.runAsync(gateway::close).get(20, TimeUnit.SECONDS);

      await().until(() -> sent.values().stream().allMatch(one -> one.getResponse() != null));
      assertThat(answered(sent, ResponseCode.SERVICE_UNAVAILABLE)).hasSize(10);
      broker.relay().restore();
    }
  }

  private static void send(Device device, Map<String, Request> sent, int count) {
    for (int i = 0; i < count; i++) {
      String payload = Integer.toString(sent.size());
      sent.put(payload, device.beginPost("/lots/a/gates/g" + sent.size(), payload));
    }
  }

  private static Set<String> answered(Map<String, Request> sent, ResponseCode code) {
    Set<String> found = new HashSet<>();
    new ArrayList<>(sent.entrySet())
        .forEach(
            one -> {
              Response response = one.getValue().getResponse();
              if (response != null && response.getCode() == code) {
                found.add(one.getKey());
              }
            });
    return found;
  }
}
