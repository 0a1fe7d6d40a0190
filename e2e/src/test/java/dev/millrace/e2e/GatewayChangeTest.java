package dev.millrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.gateway.CoapGateway;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.MediaTypeRegistry;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.elements.config.UdpConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One gateway takes another's place while cars come and go, on a machine that is too busy. */
class GatewayChangeTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** A window begins here. */
  private static final long BEGIN = 1_700_000_000_000L;

  @TempDir Path directory;

  @Test
  void aCarThatAGatewayHasHeldUpForTooLongIsPutAsideAndNotLost() throws Exception {
    SlowClock ticks = new SlowClock(BEGIN);
    SlowClock slow = new SlowClock(BEGIN + 4_900);
    try (CarPark park = new CarPark(directory, ticks);
        CoapGateway old = park.gateway(slow);
        CoapGateway next = park.gateway(new SlowClock(BEGIN + 6_000))) {
      CoapEndpoint gate = gate();
      answered(send(gate, old, "in"));
      slow.hold();
      Request heldUp = send(gate, old, "in");
      await().atMost(PATIENCE).until(() -> slow.waiting() == 1);
      answered(send(gate, next, "out"));
      slow.release();
      answered(heldUp);
      gate.destroy();
      old.close();
      ticks.set(BEGIN + 60_000);

      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(ParkingCheck.read(park.kafka()).faults()).isEmpty());
      ParkingBooks books = ParkingCheck.read(park.kafka());
      assertThat(books.crossings()).isEqualTo(3);
      assertThat(books.late().stream().map(TooLate::crossing))
          .isEqualTo(List.of(new Crossing("north-1", true)));
      assertThat(books.free().getLast().occupied())
          .as("the one of the two that was counted")
          .isZero();
    }
  }

  private static CoapEndpoint gate() throws Exception {
    CoapConfig.register();
    UdpConfig.register();
    CoapEndpoint gate =
        new CoapEndpoint.Builder()
            .setConfiguration(Configuration.createStandardWithoutFile())
            .build();
    gate.start();
    return gate;
  }

  private static Request send(CoapEndpoint gate, CoapGateway gateway, String direction) {
    Request request = Request.newPost();
    request.setURI(
        "coap://127.0.0.1:" + gateway.endpoints().get(0).getPort() + "/lots/north-1/gates/g1");
    request.getOptions().setContentFormat(MediaTypeRegistry.APPLICATION_JSON);
    request.setPayload("{\"direction\":\"" + direction + "\"}");
    gate.sendRequest(request);
    return request;
  }

  private static void answered(Request request) throws InterruptedException {
    assertThat(request.waitForResponse(PATIENCE.toMillis()).getCode())
        .isEqualTo(ResponseCode.CHANGED);
  }
}
