package dev.millrace.local.bench.coap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.fleet.load.LoadFigures;
import dev.millrace.fleet.load.LoadOutcome;
import dev.millrace.fleet.load.LoadPlan;
import dev.millrace.fleet.load.LoadRequest;
import dev.millrace.fleet.load.LoadRun;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.californium.core.coap.CoAP;

/** Clients that read and write, with and without confirmation, in a process of their own. */
final class MixedProcess {
  private static final int TEXT = 0;
  private static final String PAYLOAD = "21.5 degrees, 43 percent, and all is well";

  /** What a quarter of the clients does each. */
  enum Kind {
    CON_GET("conGet", LoadRequest.get(CoapResources.BENCHMARK)),
    NON_GET("nonGet", LoadRequest.get(CoapResources.BENCHMARK).nonConfirmable()),
    CON_PUT("conPut", new LoadRequest(CoAP.Code.PUT, true, CoapResources.BENCHMARK, PAYLOAD, TEXT)),
    NON_POST("nonPost", LoadRequest.post(CoapResources.BENCHMARK, PAYLOAD, TEXT).nonConfirmable());

    private final String title;
    private final LoadRequest request;

    Kind(String title, LoadRequest request) {
      this.title = title;
      this.request = request;
    }

    /** The name of a figure of this kind. */
    String figure(String name) {
      return title + name;
    }
  }

  /** What it is told. */
  record Order(int port, int clients, int warmUpSeconds, int seconds) {
    Order to(int serverPort) {
      return new Order(serverPort, clients, warmUpSeconds, seconds);
    }

    String toJson() throws JsonProcessingException {
      return new JsonMapper().writeValueAsString(this);
    }

    LoadPlan plan() {
      Kind[] kinds = Kind.values();
      LoadRequest[] requests = new LoadRequest[kinds.length];
      for (Kind kind : kinds) {
        requests[kind.ordinal()] = kind.request;
      }
      return LoadPlan.of(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), port), clients, requests)
          .lasting(Duration.ofSeconds(warmUpSeconds), Duration.ofSeconds(seconds));
    }
  }

  private MixedProcess() {}

  /** Argument: an {@link Order}. Prints the figures of all, and some of each kind. */
  public static void main(String[] arguments) throws IOException {
    Order order = new JsonMapper().readValue(arguments[0], Order.class);
    LoadOutcome outcome = LoadRun.of(order.plan());
    Map<String, Object> figures = new LinkedHashMap<>(outcome.all().toMap());
    for (Kind kind : Kind.values()) {
      LoadFigures of = outcome.each().get(kind.ordinal());
      figures.put(kind.figure("PerSecond"), of.perSecond());
      figures.put(kind.figure("P99Millis"), of.millis(99));
    }
    LoadReport.print(order.warmUpSeconds() + order.seconds(), figures);
  }
}
