package dev.millrace.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.api.CoapGatewaySpec;
import dev.millrace.gateway.testing.BrokerExtension;
import dev.millrace.gateway.testing.Device;
import dev.millrace.gateway.testing.EmbeddedBroker;
import dev.millrace.gateway.testing.Specs;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Item 6: what a gateway with a spool promises while Kafka is away. */
@ExtendWith(BrokerExtension.class)
class SpoolDeliveryTest {
  private static final long ROOMY = 64L << 20;
  private static final int DEVICES = 3;

  private final EmbeddedBroker broker;
  private SimpleMeterRegistry meters;
  private String topic;
  private CoapGateway gateway;
  private int sent;

  @TempDir Path place;

  SpoolDeliveryTest(EmbeddedBroker broker) {
    this.broker = broker;
  }

  private void start(TestInfo test, long maxBytes) throws Exception {
    topic = "spool-" + test.getTestMethod().orElseThrow().getName();
    broker.createTopic(topic, 2, Map.of());
    open(maxBytes);
  }

  private void open(long maxBytes) {
    open(broker.bootstrapServers(), maxBytes);
  }

  private void open(String brokers, long maxBytes) {
    CoapGatewaySpec spec =
        Specs.plain(brokers, Specs.limits(null, "100ms", "2s"), Specs.gates(topic));
    meters = new SimpleMeterRegistry();
    gateway =
        CoapGateway.start(
            GatewayConfig.local("spooling", Specs.withSpool(spec, maxBytes))
                .withSpoolPlace(place)
                .withDrainTimeout(Duration.ofSeconds(5)),
            meters,
            Clock.systemUTC());
  }

  @AfterEach
  void stop() {
    broker.relay().restore();
    gateway.close();
  }

  /** One message after the other, each from the next gate; as many as get a 2.04. */
  private int post(Device device, int count) throws InterruptedException {
    int changed = 0;
    for (int i = 0; i < count; i++) {
      Response response =
          device.post("/lots/a/gates/g" + sent % DEVICES, 50, Integer.toString(sent));
      sent++;
      changed += response.getCode() == ResponseCode.CHANGED ? 1 : 0;
    }
    return changed;
  }

  /** Breaks the connection to Kafka, once messages go there directly. */
  private void cutOff(Device device) throws InterruptedException {
    assertThat(post(device, 3)).isEqualTo(3);
    await().until(() -> gateway.spool().orElseThrow().records() == 0);
    broker.relay().cut();
    try (Device probe = Device.plain(gateway.endpoints().get(0))) {
      // One that is under way when the connection breaks: its fate is not known, so it is refused.
      Request last = probe.beginPost("/lots/a/gates/probe", "-1");
      await().until(() -> last.getResponse() != null && !gateway.brokerReachable());
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
  }

  private double meter(String name) {
    return meters.get("millrace.gateway." + name).meter().measure().iterator().next().getValue();
  }

  /** What is in the topic, by key, in order. */
  private Map<String, List<Integer>> kept() {
    Map<String, List<Integer>> kept = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> record : broker.records(topic)) {
      int number = Integer.parseInt(new String(record.value(), UTF_8));
      if (number >= 0) {
        kept.computeIfAbsent(new String(record.key(), UTF_8), key -> new ArrayList<>()).add(number);
      }
    }
    return kept;
  }

  private Map<String, List<Integer>> all() {
    Map<String, List<Integer>> all = new TreeMap<>();
    for (int i = 0; i < sent; i++) {
      all.computeIfAbsent("g" + i % DEVICES, key -> new ArrayList<>()).add(i);
    }
    return all;
  }

  @Test // Would catch: a spool that is passed by, records that overtake it, or that come twice
  void messagesOfAnOutageAreAcknowledgedAndComeInOrderOnce(TestInfo test) throws Exception {
    start(test, ROOMY);
    try (Device device = Device.plain(gateway.endpoints().get(0))) {
      assertThat(post(device, 20)).isEqualTo(20);
      cutOff(device);
      assertThat(post(device, 40)).as("from the disk").isEqualTo(40);
      assertThat(kept().values().stream().mapToInt(List::size).sum()).isEqualTo(23);
      assertThat(meter("spool.records")).isEqualTo(40);
      assertThat(meter("spool.bytes")).isPositive();
      assertThat(gateway.spool().orElseThrow().oldestAgeMillis()).isPositive();

      broker.relay().restore();
      assertThat(post(device, 40)).as("while the spool empties").isEqualTo(40);
      await().until(() -> gateway.spool().orElseThrow().records() == 0);
      double spooled = meter("spooled");
      assertThat(meter("replayed")).isEqualTo(spooled);
      assertThat(post(device, 20)).isEqualTo(20);
      assertThat(meter("spooled")).as("straight to Kafka again").isEqualTo(spooled);
      assertThat(meter("spool.oldest.seconds")).isZero();
    }
    assertThat(kept()).isEqualTo(all());
  }

  @Test // Would catch: a spool that ends with its process
  void whatIsInTheSpoolOutlivesTheGateway(TestInfo test) throws Exception {
    start(test, ROOMY);
    try (Device device = Device.plain(gateway.endpoints().get(0))) {
      cutOff(device);
      assertThat(post(device, 15)).isEqualTo(15);
    }
    gateway.close();
    open(ROOMY);
    assertThat(gateway.spool().orElseThrow().records()).isEqualTo(15);
    try (Device device = Device.plain(gateway.endpoints().get(0))) {
      assertThat(post(device, 15)).as("a start without Kafka").isEqualTo(15);
      broker.relay().restore();
      await().until(() -> gateway.spool().orElseThrow().records() == 0);
    }
    assertThat(kept()).isEqualTo(all());
  }

  @Test // Would catch: a gateway that does not start because the network with the names is away
  void aNameThatCannotBeResolvedIsAnOutage(TestInfo test) throws Exception {
    topic = "spool-" + test.getTestMethod().orElseThrow().getName();
    broker.createTopic(topic, 2, Map.of());
    open("nowhere.invalid:9092", ROOMY);
    try (Device device = Device.plain(gateway.endpoints().get(0))) {
      assertThat(post(device, 5)).isEqualTo(5);
    }
    gateway.close();
    open(ROOMY);
    await().until(() -> gateway.spool().orElseThrow().records() == 0);
    assertThat(kept()).isEqualTo(all());
  }

  @Test // Would catch: a closing gateway that leaves records on a disk that goes with its pod
  void closingWaitsForTheSpoolIfKafkaIsThere(TestInfo test) throws Exception {
    start(test, ROOMY);
    try (Device device = Device.plain(gateway.endpoints().get(0))) {
      cutOff(device);
      assertThat(post(device, 30)).isEqualTo(30);
    }
    broker.relay().restore();
    await().until(gateway::brokerReachable);
    gateway.close();
    assertThat(kept()).isEqualTo(all());
  }

  @Test // Would catch: a spool without bound, or one that acknowledges what it has no room for
  void aFullSpoolRefusesAndTakesAgain(TestInfo test) throws Exception {
    start(test, 20_000);
    int changed;
    try (Device device = Device.plain(gateway.endpoints().get(0))) {
      cutOff(device);
      changed = post(device, 150);
      assertThat(changed).isBetween(50, 149);
      assertThat(meters.get("millrace.gateway.rejected").tag("reason", "not-spooled").counter())
          .satisfies(refused -> assertThat(refused.count()).isEqualTo(150 - changed));
      assertThat(gateway.spool().orElseThrow().trouble()).contains("full");
      assertThat(meter("spool.bytes")).isLessThanOrEqualTo(20_000);
      broker.relay().restore();
      await().until(() -> gateway.spool().orElseThrow().records() == 0);
      assertThat(post(device, 10)).isEqualTo(10);
    }
    assertThat(kept().values().stream().mapToInt(List::size).sum()).isEqualTo(changed + 13);
  }

  @Test // Would catch: one record that Kafka refuses and that stops all behind it
  void aRecordThatKafkaRefusesIsSetAside(TestInfo test) throws Exception {
    topic = "spool-" + test.getTestMethod().orElseThrow().getName();
    broker.createTopic(topic, 1, Map.of("max.message.bytes", "2000"));
    open(ROOMY);
    try (Device device = Device.plain(gateway.endpoints().get(0))) {
      cutOff(device);
      assertThat(post(device, 3)).isEqualTo(3);
      Response large = device.post("/lots/a/gates/g0", 50, "\"" + "x".repeat(4_000) + "\"");
      assertThat(large.getCode()).isEqualTo(ResponseCode.CHANGED);
      assertThat(post(device, 3)).isEqualTo(3);
      broker.relay().restore();
      await().until(() -> gateway.spool().orElseThrow().records() == 0);
    }
    assertThat(gateway.spool().orElseThrow().setAside()).isEqualTo(1);
    assertThat(kept()).isEqualTo(all());
  }

  @Test // Would catch: records that stay on disk, as a pod begins before the one before it has
  // ended
  void whatItsPredecessorLeavesBehindItComesToo(TestInfo test) throws Exception {
    start(test, ROOMY);
    CoapGateway predecessor = gateway;
    try (Device device = Device.plain(gateway.endpoints().get(0))) {
      cutOff(device);
      assertThat(post(device, 10)).isEqualTo(10);
      open(ROOMY);
    } finally {
      predecessor.close();
    }

    broker.relay().restore();

    await().untilAsserted(() -> assertThat(kept()).isEqualTo(all()));
    assertThat(meter("replayed")).isEqualTo(10);
  }
}
