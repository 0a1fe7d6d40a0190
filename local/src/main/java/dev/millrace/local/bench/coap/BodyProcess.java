package dev.millrace.local.bench.coap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.fleet.load.BodyPlan;
import dev.millrace.fleet.load.BodyRequest;
import dev.millrace.fleet.load.BodyRun;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.eclipse.californium.core.coap.CoAP;

/** Clients that transfer bodies in blocks, in a process of their own. */
final class BodyProcess {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  /** What it is told. */
  record Order(
      int port,
      int clients,
      String method,
      int bodyBytes,
      int blockBytes,
      int warmUpSeconds,
      int seconds) {
    Order to(int serverPort) {
      return new Order(serverPort, clients, method, bodyBytes, blockBytes, warmUpSeconds, seconds);
    }

    String toJson() throws JsonProcessingException {
      return new JsonMapper().writeValueAsString(this);
    }

    BodyPlan plan() {
      return new BodyPlan(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
          clients,
          new BodyRequest(
              CoAP.Code.valueOf(method), CoapResources.body(bodyBytes), bodyBytes, blockBytes),
          Duration.ofSeconds(warmUpSeconds),
          Duration.ofSeconds(seconds),
          TIMEOUT);
    }
  }

  private BodyProcess() {}

  /** Argument: an {@link Order}. Prints the figures. */
  public static void main(String[] arguments) throws IOException {
    Order order = new JsonMapper().readValue(arguments[0], Order.class);
    LoadReport.print(order.warmUpSeconds() + order.seconds(), BodyRun.of(order.plan()).toMap());
  }
}
