package dev.millrace.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.DeviceFleetSpec;
import dev.millrace.api.ListenerSpec.Protocol;
import dev.millrace.fleet.device.DeviceLimits;
import dev.millrace.fleet.log.MemoryFleetLog;
import dev.millrace.fleet.log.PeerAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.californium.core.CoapResource;
import org.eclipse.californium.core.CoapServer;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.core.server.resources.CoapExchange;
import org.eclipse.californium.core.server.resources.Resource;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.elements.config.UdpConfig;
import org.eclipse.californium.scandium.DTLSConnector;
import org.eclipse.californium.scandium.config.DtlsConfig;
import org.eclipse.californium.scandium.config.DtlsConnectorConfig;
import org.eclipse.californium.scandium.dtls.pskstore.AdvancedMultiPskStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The fleet against an independent, complete CoAP server. */
class CaliforniumGatewayTest {
  private static final Map<String, byte[]> KEYS =
      Map.of("sensor-b", "key-b".getBytes(UTF_8), "sensor-a", "key-a".getBytes(UTF_8));

  private final ConcurrentLinkedQueue<Request> received = new ConcurrentLinkedQueue<>();
  private CoapServer server;

  /** Takes what comes to any path below it, and lets every third sender wait. */
  private final class Lots extends CoapResource {
    Lots() {
      super("lots");
    }

    @Override
    public Resource getChild(String name) {
      return this;
    }

    @Override
    public void handlePOST(CoapExchange exchange) {
      received.add(exchange.advanced().getRequest());
      if (received.size() % 3 == 0) {
        exchange.accept();
      }
      exchange.respond(ResponseCode.CHANGED);
    }
  }

  @BeforeEach
  void start() throws Exception {
    CoapConfig.register();
    UdpConfig.register();
    DtlsConfig.register();
    Configuration configuration = new Configuration();
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    AdvancedMultiPskStore store = new AdvancedMultiPskStore();
    KEYS.forEach(store::setKey);
    server = new CoapServer(configuration);
    server.addEndpoint(
        CoapEndpoint.builder().setConfiguration(configuration).setInetSocketAddress(any).build());
    server.addEndpoint(
        CoapEndpoint.builder()
            .setConfiguration(configuration)
            .setConnector(
                new DTLSConnector(
                    DtlsConnectorConfig.builder(configuration)
                        .setAddress(any)
                        .set(DtlsConfig.DTLS_ROLE, DtlsConfig.DtlsRole.SERVER_ONLY)
                        .setAdvancedPskStore(store)
                        .build()))
            .build());
    server.add(new Lots());
    server.start();
  }

  @AfterEach
  void stop() {
    server.destroy();
  }

  private InetSocketAddress address(String scheme) {
    return server.getEndpoints().stream()
        .filter(endpoint -> endpoint.getUri().getScheme().equals(scheme))
        .findFirst()
        .orElseThrow()
        .getAddress();
  }

  private void run(DeviceFleetSpec spec, InetSocketAddress gateway, int expected) throws Exception {
    MemoryFleetLog log = new MemoryFleetLog();
    FleetConfig config =
        new FleetConfig(
            "sensors", spec, gateway, KEYS, Path.of("none"), Fleets.QUICK, DeviceLimits.DEFAULT);
    try (DeviceFleet fleet = Fleets.start(config, log)) {
      FleetStats stats = fleet.finished().orTimeout(30, TimeUnit.SECONDS).join();
      assertThat(stats.acknowledged()).isEqualTo(expected);
      assertThat(stats.sent()).isEqualTo(expected);
      assertThat(stats.unexpected()).isZero();
    }
    assertThat(received).hasSize(expected);
    for (Request request : received) {
      String peer = PeerAddress.text(request.getSourceContext().getPeerAddress());
      assertThat(log.find(peer, request.getTokenBytes(), request.getMID())).isPresent();
      assertThat(request.getOptions().getUriPath().getFirst()).isEqualTo("lots");
      assertThat(request.getOptions().getUriPath().getLast()).isIn("north", "south");
      assertThat(request.getPayloadString()).startsWith("{\"d\":");
    }
  }

  @Test
  void confirmableAndSeparate() throws Exception {
    run(Fleets.spec(Protocol.coap, 20, true, 5, "1s"), address("coap"), 100);
    assertThat(received).allMatch(Request::isConfirmable);
  }

  @Test
  void nonConfirmable() throws Exception {
    run(Fleets.spec(Protocol.coap, 20, false, 5, "1s"), address("coap"), 100);
    assertThat(received).noneMatch(Request::isConfirmable);
  }

  @Test
  void aWrongKeyLeavesEverythingUnanswered() throws Exception {
    FleetConfig config =
        new FleetConfig(
            "sensors",
            Fleets.spec(Protocol.coaps, 1, true, 2, "1s"),
            address("coaps"),
            Map.of("sensor-a", "wrong".getBytes(UTF_8)),
            Path.of("none"),
            Fleets.IMPATIENT,
            DeviceLimits.DEFAULT);
    try (DeviceFleet fleet = Fleets.start(config, new MemoryFleetLog())) {
      FleetStats stats = fleet.finished().orTimeout(30, TimeUnit.SECONDS).join();
      assertThat(stats.unknown()).isEqualTo(stats.sent()).isPositive();
    }
    assertThat(received).isEmpty();
  }

  @Test
  void securedByPreSharedKeysOfDifferentIdentities() throws Exception {
    run(Fleets.spec(Protocol.coaps, 4, true, 5, "2s"), address("coaps"), 40);
    assertThat(
            received.stream()
                .map(request -> request.getSourceContext().getPeerIdentity().getName())
                .distinct())
        .containsExactlyInAnyOrderElementsOf(List.of("sensor-a", "sensor-b"));
  }
}
