package dev.millrace.local.bench.coap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.fleet.load.LoadPlan;
import dev.millrace.fleet.load.LoadRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Consumer;
import org.eclipse.californium.core.coap.CoAP;

/**
 * What the process of the load tool is told.
 *
 * @param perSecond 0 for a closed loop
 * @param spinning whether it has a processor to itself
 * @param secured whether it talks DTLS
 */
record LoadOrder(
    int port,
    int clients,
    String method,
    boolean confirmable,
    String path,
    String payload,
    double perSecond,
    int warmUpSeconds,
    int seconds,
    double duplicates,
    boolean spinning,
    boolean secured) {
  private static final int JSON = 50;

  /** A closed loop of confirmable GETs, on a port to be named later. */
  static LoadOrder get(String path, int clients, int warmUpSeconds, int seconds) {
    return new LoadOrder(
        0, clients, "GET", true, path, "", 0, warmUpSeconds, seconds, 0, true, false);
  }

  /** A closed loop of confirmable POSTs, from a tool that leaves the processors to others. */
  static LoadOrder post(String path, String payload, int clients, int warmUpSeconds, int seconds) {
    return new LoadOrder(
        0, clients, "POST", true, path, payload, 0, warmUpSeconds, seconds, 0, false, false);
  }

  LoadOrder to(int serverPort) {
    return with(draft -> draft.port = serverPort);
  }

  LoadOrder paced(double requestsPerSecond) {
    return with(draft -> draft.perSecond = requestsPerSecond);
  }

  LoadOrder withDuplicates(double share) {
    return with(draft -> draft.duplicates = share);
  }

  LoadOrder overDtls() {
    return with(draft -> draft.secured = true);
  }

  LoadPlan plan() {
    LoadPlan plan =
        LoadPlan.of(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                clients,
                new LoadRequest(CoAP.Code.valueOf(method), confirmable, path, payload, JSON))
            .paced(perSecond)
            .withDuplicates(duplicates)
            .lasting(Duration.ofSeconds(warmUpSeconds), Duration.ofSeconds(seconds));
    LoadPlan driven = spinning ? plan : plan.waiting();
    return secured ? driven.overDtls() : driven;
  }

  /** As the argument of a process. */
  String toJson() throws JsonProcessingException {
    return new JsonMapper().writeValueAsString(this);
  }

  static LoadOrder fromJson(String json) throws JsonProcessingException {
    return new JsonMapper().readValue(json, LoadOrder.class);
  }

  private LoadOrder with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.order();
  }

  /** An order that is being changed. */
  private static final class Draft {
    private int port;
    private final int clients;
    private final String method;
    private final boolean confirmable;
    private final String path;
    private final String payload;
    private double perSecond;
    private final int warmUpSeconds;
    private final int seconds;
    private double duplicates;
    private final boolean spinning;
    private boolean secured;

    Draft(LoadOrder from) {
      port = from.port;
      clients = from.clients;
      method = from.method;
      confirmable = from.confirmable;
      path = from.path;
      payload = from.payload;
      perSecond = from.perSecond;
      warmUpSeconds = from.warmUpSeconds;
      seconds = from.seconds;
      duplicates = from.duplicates;
      spinning = from.spinning;
      secured = from.secured;
    }

    LoadOrder order() {
      return new LoadOrder(
          port,
          clients,
          method,
          confirmable,
          path,
          payload,
          perSecond,
          warmUpSeconds,
          seconds,
          duplicates,
          spinning,
          secured);
    }
  }
}
