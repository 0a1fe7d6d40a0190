package dev.millrace.gateway;

import static dev.millrace.gateway.ObserveScene.PATH;
import static dev.millrace.gateway.ObserveScene.PATIENCE_SECONDS;
import static dev.millrace.gateway.ObserveScene.PLAIN;
import static dev.millrace.gateway.ObserveScene.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.gateway.testing.BrokerExtension;
import dev.millrace.gateway.testing.Device;
import dev.millrace.gateway.testing.EmbeddedBroker;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.MessageObserverAdapter;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.scandium.dtls.cipher.CipherSuite;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;

/** Observation by clients with a whole CoAP stack. */
@ExtendWith(BrokerExtension.class)
class ObserveClientTest {
  private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

  private final EmbeddedBroker broker;
  private ObserveScene scene;

  ObserveClientTest(EmbeddedBroker broker) {
    this.broker = broker;
  }

  @BeforeEach
  void scene(TestInfo test) throws Exception {
    scene = new ObserveScene(broker, test);
  }

  @AfterEach
  void close() throws Exception {
    scene.close();
  }

  @Test // E4
  void whatIsLargerThanABlockIsObservedWhole() throws Exception {
    String before = "1".repeat(3000);
    String after = "2".repeat(3000);
    scene.write("north", before);
    CoapGateway gateway = scene.start(scene.free());
    scene.whenRead(scene.peer(gateway), TOKEN, PLAIN);

    try (Device device = Device.plain(gateway.endpoints().get(0))) {
      assertThat(observing(device, before)).isEqualTo(before);
      scene.write("north", after);
      assertThat(seen.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(after);
    }
  }

  @Test
  void aKnownDeviceObservesWhatIsItsOwn() throws Exception {
    scene.write("north", "0");
    CoapGateway gateway =
        scene.startSecured(
            Map.of("north", bytes("secret"), "south", bytes("other")), scene.guarded());
    CipherSuite suite = CipherSuite.TLS_PSK_WITH_AES_128_CCM_8;

    try (Device owner = Device.secure(gateway.endpoints().get(0), "north", "secret", suite);
        Device other = Device.secure(gateway.endpoints().get(0), "south", "other", suite)) {
      assertThat(observing(owner, "0")).isEqualTo("0");
      assertThat(other.send(Request.newGet(), PATH, get -> {}).getCode())
          .isEqualTo(ResponseCode.FORBIDDEN);
      scene.write("north", "1");
      assertThat(seen.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo("1");
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Observes as soon as the topic has been read. Further states are seen, too. */
  private String observing(Device device, String wanted) {
    return await()
        .until(
            () -> {
              device.begin(
                  Request.newGet().setObserve(),
                  PATH,
                  request -> request.addMessageObserver(new Seeing()));
              return seen.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            },
            wanted::equals);
  }

  /** Sees the first state and the notifications. */
  private final class Seeing extends MessageObserverAdapter {
    @Override
    public void onResponse(Response response) {
      seen.add(response.getPayloadString());
    }
  }
}
