package dev.millrace.fleet.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.eclipse.californium.core.CoapResource;
import org.eclipse.californium.core.CoapServer;
import org.eclipse.californium.core.coap.CoAP;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.core.server.resources.CoapExchange;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.elements.config.UdpConfig;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bodies in blocks to and from a server that nobody here wrote. */
final class BodyRunTest {
  private static final int BYTES = 1_984;

  private static final class Body extends CoapResource {
    Body() {
      super("body");
    }

    @Override
    public void handleGET(CoapExchange exchange) {
      exchange.respond(ResponseCode.CONTENT, new byte[BYTES]);
    }

    @Override
    public void handlePOST(CoapExchange exchange) {
      exchange.respond(
          exchange.getRequestPayload().length == BYTES
              ? ResponseCode.CHANGED
              : ResponseCode.BAD_REQUEST);
    }
  }

  @ParameterizedTest
  @CsvSource({"GET, 64", "GET, 1024", "POST, 64", "POST, 1024"})
  void bodiesComeAndGoWhole(CoAP.Code method, int blockBytes) throws Exception {
    CoapConfig.register();
    UdpConfig.register();
    Configuration settings = Configuration.createStandardWithoutFile();
    CoapServer server = new CoapServer(settings);
    CoapEndpoint endpoint =
        CoapEndpoint.builder()
            .setConfiguration(settings)
            .setInetSocketAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .build();
    server.addEndpoint(endpoint);
    server.add(new Body());
    server.start();
    try {
      BodyFigures figures =
          BodyRun.of(
              new BodyPlan(
                  endpoint.getAddress(),
                  3,
                  new BodyRequest(method, "body", BYTES, blockBytes),
                  Duration.ZERO,
                  Duration.ofSeconds(1),
                  Duration.ofSeconds(10)));

      assertThat(figures.bodies()).isPositive();
      assertThat(figures.toMap()).containsEntry("refused", 0L).containsEntry("wrong", 0L);
    } finally {
      server.destroy();
    }
  }
}
