package dev.millrace.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.millrace.api.CoapGatewaySpec;
import dev.millrace.api.GatewayResourceSpec;
import dev.millrace.gateway.testing.BrokerExtension;
import dev.millrace.gateway.testing.Device;
import dev.millrace.gateway.testing.EmbeddedBroker;
import dev.millrace.gateway.testing.Specs;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Starting: what is refused, what is waited for, what is left behind. */
@ExtendWith(BrokerExtension.class)
class StartTest {
  private final EmbeddedBroker broker;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  StartTest(EmbeddedBroker broker) {
    this.broker = broker;
  }

  private CoapGateway start(CoapGatewaySpec spec) {
    return CoapGateway.start(GatewayConfig.local("start", spec), meters, Clock.systemUTC());
  }

  @Test
  void aPortInUseIsNamedAndNothingStaysOpen() throws Exception {
    broker.createTopic("start-port");
    int free = freePort();
    try (DatagramSocket taken = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      CoapGatewaySpec spec =
          Specs.gateway(
              broker.bootstrapServers(),
              null,
              List.of(Specs.coap(free), Specs.coap(taken.getLocalPort())),
              Specs.gates("start-port"));

      assertThatThrownBy(() -> start(spec))
          .isInstanceOf(GatewayStartException.class)
          .hasMessageContaining("coap 127.0.0.1 port " + taken.getLocalPort())
          .hasMessageContaining("choose another");
    }
    new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), free)).close();
    assertThat(meters.find("millrace.gateway.in.flight").gauges()).isEmpty();
    assertThat(meters.find("millrace.gateway.broker.reachable").gauges()).isEmpty();
  }

  private static int freePort() throws Exception {
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Test
  void allProblemsAreNamedAtOnce() {
    CoapGatewaySpec spec =
        Specs.plain(
            "127.0.0.1:1",
            null,
            resource("lots", "application/json", null, null),
            resource("/a/{x}/{x}", "application/json", null, null),
            resource("/b/{x}", "application/xml", "path.y", null),
            resource("/c/{x}", "application/json", "value.id", "path.x"),
            resource("/d/{x}", "application/json", null, null),
            resource("/d/{y}", "application/json", null, null));

    assertThatThrownBy(() -> start(spec))
        .isInstanceOf(GatewayStartException.class)
        .hasMessageContaining("spec.resources[0].path: a path starts with /")
        .hasMessageContaining("spec.resources[1].path: variable {x} is there twice")
        .hasMessageContaining("spec.resources[2].formats: unknown content format 'application/xml'")
        .hasMessageContaining("spec.resources[2].key:")
        .hasMessageContaining("spec.resources[3].key:")
        .hasMessageContaining("a gateway does not read the payload")
        .hasMessageContaining("spec.resources[3].authorize:")
        .hasMessageContaining("spec.resources[5].path: /d/{y} matches the same paths as /d/{x}");
  }

  private static GatewayResourceSpec resource(
      String path, String format, String key, String authorize) {
    return new GatewayResourceSpec(path, null, List.of(format), "topic", key, authorize, null);
  }

  @Test
  void coapsWithoutKeysIsRefused() {
    CoapGatewaySpec spec =
        Specs.gateway(
            broker.bootstrapServers(),
            null,
            List.of(Specs.coaps(0, "gate-keys")),
            Specs.gates("any"));

    assertThatThrownBy(() -> start(spec))
        .isInstanceOf(GatewayStartException.class)
        .hasMessageContaining("no pre-shared keys in secret gate-keys");
  }

  @Test
  void aBrokerWhoseNameNobodyKnowsIsRefused() {
    assertThatThrownBy(
            () -> start(Specs.plain("no.such.host.invalid:9092", null, Specs.gates("t"))))
        .isInstanceOf(GatewayStartException.class)
        .hasMessageContaining("spec.kafka.bootstrapServers no.such.host.invalid:9092");
  }

  @Test
  void withoutBrokerItRunsAndServesWhenTheBrokerComes() throws Exception {
    broker.createTopic("start-late");
    broker.relay().cut();
    try (CoapGateway gateway =
            start(Specs.plain(broker.bootstrapServers(), null, Specs.gates("start-late")));
        Device device = Device.plain(gateway.endpoints().get(0))) {
      assertThat(gateway.brokerReachable()).isFalse();
      assertThat(device.post("/lots/a/gates/b", 50, "1").getCode())
          .isEqualTo(ResponseCode.SERVICE_UNAVAILABLE);
      broker.relay().restore();

      await().until(gateway::brokerReachable);
      assertThat(device.post("/lots/a/gates/b", 50, "2").getCode()).isEqualTo(ResponseCode.CHANGED);
      assertThat(broker.values("start-late")).containsExactly("2");
    }
  }

  @Test // C5
  void aTopicThatComesLaterIsFoundAndOthersAreServedMeanwhile() throws Exception {
    broker.createTopic("start-present");
    try (CoapGateway gateway =
            start(
                Specs.plain(
                    broker.bootstrapServers(),
                    null,
                    Specs.octets("/present", "start-present"),
                    Specs.octets("/absent", "start-absent")));
        Device device = Device.plain(gateway.endpoints().get(0))) {
      assertThat(device.post("/absent", 42, "1").getCode())
          .isEqualTo(ResponseCode.SERVICE_UNAVAILABLE);
      assertThat(device.post("/present", 42, "1").getCode()).isEqualTo(ResponseCode.CHANGED);
      broker.createTopic("start-absent");

      await().until(() -> device.post("/absent", 42, "2").getCode() == ResponseCode.CHANGED);
    }
  }

  @Test
  void noSettingsFileIsWritten() throws Exception {
    broker.createTopic("start-file");
    start(Specs.plain(broker.bootstrapServers(), null, Specs.gates("start-file"))).close();

    assertThat(Path.of("Californium3.properties")).doesNotExist();
  }

  @Test
  void closingTwiceIsClosingOnce() throws Exception {
    broker.createTopic("start-twice");
    CoapGateway gateway =
        start(Specs.plain(broker.bootstrapServers(), null, Specs.gates("start-twice")));
    InetSocketAddress address = gateway.endpoints().get(0);
    gateway.close();
    gateway.close();

    new DatagramSocket(address).close();
    await()
        .untilAsserted(
            () ->
                assertThat(Thread.getAllStackTraces().keySet().stream().map(Thread::getName))
                    .filteredOn(name -> name.startsWith("gateway-") && name.contains("-start"))
                    .isEmpty());
  }
}
