package dev.millrace.local.bench.coap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.fleet.load.LoadOutcome;
import dev.millrace.fleet.load.LoadPlan;
import dev.millrace.fleet.load.LoadRequest;
import dev.millrace.fleet.load.LoadRun;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.eclipse.californium.core.coap.CoAP;

/** Clients that ask for little, alone or beside as many that ask for much. */
final class NeighboursProcess {
  /** What it is told. */
  record Order(int port, int clients, boolean beside, int warmUpSeconds, int seconds) {
    Order to(int serverPort) {
      return new Order(serverPort, clients, beside, warmUpSeconds, seconds);
    }

    String toJson() throws JsonProcessingException {
      return new JsonMapper().writeValueAsString(this);
    }

    LoadPlan plan() {
      InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      LoadPlan plan =
          beside
              ? LoadPlan.of(
                  server, 2 * clients, get(CoapResources.BENCHMARK), get(CoapResources.FIBONACCI))
              : LoadPlan.of(server, clients, get(CoapResources.BENCHMARK));
      return plan.lasting(Duration.ofSeconds(warmUpSeconds), Duration.ofSeconds(seconds)).waiting();
    }

    private static LoadRequest get(String path) {
      return new LoadRequest(CoAP.Code.GET, true, path, "", 0);
    }
  }

  private NeighboursProcess() {}

  /** The name of a figure of the neighbours'. */
  static String ofNeighbours(String figure) {
    return "neighbours" + figure.substring(0, 1).toUpperCase(Locale.ROOT) + figure.substring(1);
  }

  /** Argument: an {@link Order}. Prints the figures. */
  public static void main(String[] arguments) throws IOException {
    Order order = new JsonMapper().readValue(arguments[0], Order.class);
    LoadOutcome outcome = LoadRun.of(order.plan());
    Map<String, Object> figures = new LinkedHashMap<>(outcome.each().get(0).toMap());
    if (outcome.each().size() > 1) {
      outcome
          .each()
          .get(1)
          .toMap()
          .forEach((name, value) -> figures.put(ofNeighbours(name), value));
    }
    LoadReport.print(order.warmUpSeconds() + order.seconds(), figures);
  }
}
