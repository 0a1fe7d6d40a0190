package dev.millrace.gateway.testing;

import dev.millrace.api.CoapGatewaySpec;
import dev.millrace.api.GatewayLimitsSpec;
import dev.millrace.api.GatewayObserveSpec;
import dev.millrace.api.GatewayResourceSpec;
import dev.millrace.api.GatewayResourceSpec.Method;
import dev.millrace.api.GatewaySpoolSpec;
import dev.millrace.api.KafkaSpec;
import dev.millrace.api.ListenerSpec;
import dev.millrace.api.ListenerSpec.Protocol;
import dev.millrace.api.ObservableSpec;
import dev.millrace.api.SecretReference;
import java.util.List;

/** Specifications of gateways, as short as a test wants them. */
public final class Specs {
  public static final String GATE = "/lots/{lot}/gates/{gate}";

  private Specs() {}

  /** A gateway with one plain listener on any free port. */
  public static CoapGatewaySpec plain(
      String bootstrap, GatewayLimitsSpec limits, GatewayResourceSpec... resources) {
    return gateway(bootstrap, limits, List.of(coap(0)), resources);
  }

  public static CoapGatewaySpec gateway(
      String bootstrap,
      GatewayLimitsSpec limits,
      List<ListenerSpec> listeners,
      GatewayResourceSpec... resources) {
    return new CoapGatewaySpec(
        "edge", new KafkaSpec(bootstrap, null), listeners, List.of(resources), limits, null);
  }

  /** The same with a spool. */
  public static CoapGatewaySpec withSpool(CoapGatewaySpec spec, long maxBytes) {
    return spec.withSpool(new GatewaySpoolSpec(maxBytes, null));
  }

  public static ListenerSpec coap(int port) {
    return new ListenerSpec(Protocol.coap, port, null);
  }

  public static ListenerSpec coaps(int port, String secret) {
    return new ListenerSpec(Protocol.coaps, port, new SecretReference(secret));
  }

  /** The gates of a car park: POST of JSON, CBOR and SenML. */
  public static GatewayResourceSpec gates(String topic) {
    return new GatewayResourceSpec(
        GATE,
        List.of(Method.POST),
        List.of("application/json", "application/cbor", "application/senml+json"),
        topic,
        "path.gate",
        null,
        "gate");
  }

  /** A resource that takes octets by POST and PUT, for records without key. */
  public static GatewayResourceSpec octets(String path, String topic) {
    return new GatewayResourceSpec(
        path,
        List.of(Method.POST, Method.PUT),
        List.of("application/octet-stream"),
        topic,
        null,
        null,
        null);
  }

  /** The free places of a car park, which change without a pause. */
  public static ObservableSpec free(String topic) {
    return new ObservableSpec("/lots/{lot}/free", topic, "path.lot", null, null, null, "0s", "lot");
  }

  /** A gateway with one plain listener on any free port, where something can be observed. */
  public static CoapGatewaySpec observed(
      String bootstrap, GatewayObserveSpec observe, GatewayResourceSpec... resources) {
    return new CoapGatewaySpec(
        "edge",
        new KafkaSpec(bootstrap, null),
        List.of(coap(0)),
        List.of(resources),
        observe,
        null,
        null,
        null);
  }

  public static GatewayLimitsSpec limits(
      Integer maxInFlight, String processingDelay, String brokerTimeout) {
    return new GatewayLimitsSpec(
        null, maxInFlight, processingDelay, brokerTimeout, null, null, null);
  }
}
