package dev.millrace.local.bench.coap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.fleet.load.LoadPlan;
import dev.millrace.fleet.load.LoadRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
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
    return new LoadOrder(
        serverPort,
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

  LoadOrder paced(double requestsPerSecond) {
    return new LoadOrder(
        port,
        clients,
        method,
        confirmable,
        path,
        payload,
        requestsPerSecond,
        warmUpSeconds,
        seconds,
        duplicates,
        spinning,
        secured);
  }

  LoadOrder withDuplicates(double share) {
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
        share,
        spinning,
        secured);
  }

  LoadOrder overDtls() {
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
        true);
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
}
