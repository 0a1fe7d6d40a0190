package dev.millrace.local.running;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.gateway.CoapGateway;
import dev.millrace.gateway.GatewayStartException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A gateway of a run in a process of its own: its order comes as a line on standard input; each
 * further line is answered with how it is; it ends in order when its input ends, and with status 1
 * when it has been given up.
 */
final class GatewayMain {
  private static final Logger LOG = LoggerFactory.getLogger(GatewayMain.class);
  private static final JsonMapper JSON = new JsonMapper();

  private GatewayMain() {}

  public static void main(String[] arguments) throws IOException {
    PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    GatewayOrder order = JSON.readValue(commands.readLine(), GatewayOrder.class);
    MeterRegistry meters = new SimpleMeterRegistry();
    try (CoapGateway gateway = CoapGateway.start(order.config(), meters, Clock.systemUTC())) {
      var unused = gateway.failure().thenAccept(GatewayMain::end);
      answers.println(JSON.writeValueAsString(state(gateway, meters)));
      while (commands.readLine() != null) {
        answers.println(JSON.writeValueAsString(state(gateway, meters)));
      }
    } catch (GatewayStartException e) {
      answers.println(JSON.writeValueAsString(Map.of("refused", e.getMessage())));
    }
  }

  /** As a pod does; whoever has started this process tells of it with the end of its log. */
  private static void end(Throwable why) {
    LOG.error("the gateway is given up", why);
    Runtime.getRuntime().halt(1);
  }

  private static Map<String, Object> state(CoapGateway gateway, MeterRegistry meters) {
    Map<String, Long> responses = new TreeMap<>();
    for (Counter counter : meters.find("millrace.gateway.requests").counters()) {
      responses.merge(counter.getId().getTag("code"), (long) counter.count(), Long::sum);
    }
    return Map.of(
        "reachable",
        gateway.brokerReachable(),
        "ports",
        gateway.endpoints().stream().map(one -> one.getPort()).toList(),
        "responses",
        responses);
  }
}
