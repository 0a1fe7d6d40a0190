package dev.millrace.local.bench.coap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.fleet.load.LoadPlan;
import dev.millrace.fleet.load.LoadRequest;
import dev.millrace.fleet.load.LoadRun;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;

/** Clients that post, in a process of their own; who hears nothing soon goes on. */
final class KillsProcess {
  static final String RESOURCE = "readings";

  private static final int JSON = 50;
  private static final String PAYLOAD = "{\"celsius\":21.5,\"humidity\":0.43,\"ok\":true}";

  /** ACK_TIMEOUT of RFC 7252: when a device would send again, the client here sends the next. */
  private static final Duration ACK_TIMEOUT = Duration.ofSeconds(2);

  /** What it is told. */
  record Order(int port, int clients, int warmUpSeconds, int seconds) {
    Order to(int serverPort) {
      return new Order(serverPort, clients, warmUpSeconds, seconds);
    }

    String toJson() throws JsonProcessingException {
      return new JsonMapper().writeValueAsString(this);
    }

    LoadPlan plan() {
      return LoadPlan.of(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
              clients,
              LoadRequest.post(RESOURCE + "/{client}", PAYLOAD, JSON))
          .withTimeout(ACK_TIMEOUT)
          .lasting(Duration.ofSeconds(warmUpSeconds), Duration.ofSeconds(seconds))
          .waiting();
    }
  }

  private KillsProcess() {}

  /** Argument: an {@link Order}. Prints the figures. */
  public static void main(String[] arguments) throws IOException {
    Order order = new JsonMapper().readValue(arguments[0], Order.class);
    LoadReport.print(
        order.warmUpSeconds() + order.seconds(), LoadRun.of(order.plan()).all().toMap());
  }
}
