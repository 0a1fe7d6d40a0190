package dev.millrace.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.gateway.testing.BrokerExtension;
import dev.millrace.gateway.testing.Device;
import dev.millrace.gateway.testing.EmbeddedBroker;
import dev.millrace.gateway.testing.Specs;
import dev.millrace.stream.codec.ContentFormat;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

/** A gateway whose payload check fails or hangs, as a bug in it might make it. */
@ExtendWith(BrokerExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
class FaultTest {
  private static final String PATH = "/lots/a/gates/b";

  private final EmbeddedBroker broker;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final CountDownLatch release = new CountDownLatch(1);
  private CoapGateway gateway;

  FaultTest(EmbeddedBroker broker) {
    this.broker = broker;
  }

  @BeforeAll
  void start() throws Exception {
    broker.createTopic("faults");
    gateway =
        CoapGateway.start(
            GatewayConfig.local(
                "faults",
                Specs.plain(
                    broker.bootstrapServers(),
                    Specs.limits(null, "100ms", null),
                    Specs.gates("faults"))),
            meters,
            Clock.systemUTC(),
            this::check);
  }

  @AfterAll
  void stop() {
    release.countDown();
    gateway.close();
  }

  private Optional<String> check(ContentFormat format, byte[] payload) {
    switch (new String(payload, UTF_8)) {
      case "exception" -> throw new IllegalStateException("a bug");
      case "error" -> throw new StackOverflowError("a deep bug");
      case "hang" -> awaitUninterruptibly();
      default -> {}
    }
    return Optional.empty();
  }

  private void awaitUninterruptibly() {
    try {
      release.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test // C4
  void aFailingHandlerEndsItsRequestOnly() throws Exception {
    try (Device device = Device.plain(gateway.endpoints().get(0))) {
      for (String fault : new String[] {"exception", "error", "exception"}) {
        Response response = device.post(PATH, 50, fault);

        assertThat(response.getCode()).isEqualTo(ResponseCode.INTERNAL_SERVER_ERROR);
        assertThat(response.getPayloadString()).as("nothing inside shows").doesNotContain("bug");
        assertThat(device.post(PATH, 50, "fine").getCode()).isEqualTo(ResponseCode.CHANGED);
      }
    }
    assertThat(broker.values("faults")).containsOnly("fine");
    assertThat(meters.get("millrace.gateway.rejected").tag("reason", "fault").counter().count())
        .isEqualTo(3);
  }

  @Test // C6: the protocol thread answers although a worker is stuck
  void aHangingHandlerDoesNotStopTheProtocol() throws Exception {
    try (Device device = Device.plain(gateway.endpoints().get(0))) {
      Request hanging = device.beginPost(PATH, "hang");

      for (int i = 0; i < 20; i++) {
        assertThat(device.post("/nowhere", 50, "1").getCode()).isEqualTo(ResponseCode.NOT_FOUND);
      }
      assertThat(hanging.getResponse()).isNull();
      release.countDown();
      assertThat(hanging.waitForResponse(20_000).getCode()).isEqualTo(ResponseCode.CHANGED);
    }
  }
}
