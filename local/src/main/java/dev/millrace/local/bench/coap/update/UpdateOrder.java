package dev.millrace.local.bench.coap.update;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.api.CoapGatewaySpec;
import dev.millrace.api.GatewayHandOverSpec;
import dev.millrace.api.GatewayResourceSpec;
import dev.millrace.api.KafkaSpec;
import dev.millrace.api.ListenerSpec;
import dev.millrace.api.SecretReference;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the processes of one round are told.
 *
 * @param brokers where Kafka is
 * @param topic of the messages
 * @param sessions topic that the sessions go through
 * @param port of the gateways
 * @param devices each with an identity and a session
 * @param perSecond requests of all devices together
 */
record UpdateOrder(
    String brokers, String topic, String sessions, int port, int devices, int perSecond) {
  static final String RESOURCE = "readings";

  private static final String KEYS = "device-keys";
  private static final String SESSION_KEY = "session-key";

  static UpdateOrder of(String json) throws JsonProcessingException {
    return new JsonMapper().readValue(json, UpdateOrder.class);
  }

  String toJson() throws JsonProcessingException {
    return new JsonMapper().writeValueAsString(this);
  }

  static String identity(int device) {
    return "d" + device;
  }

  static byte[] key(int device) {
    return ("key of d" + device).getBytes(StandardCharsets.US_ASCII);
  }

  /** What the gateways know: the devices' keys, and the one for the sessions. */
  Map<String, Map<String, byte[]>> secrets() {
    Map<String, byte[]> keys = new TreeMap<>();
    for (int device = 0; device < devices; device++) {
      keys.put(identity(device), key(device));
    }
    byte[] sessionKey = "this key is for a benchmark only".getBytes(StandardCharsets.US_ASCII);
    return Map.of(KEYS, keys, SESSION_KEY, Map.of(GatewayHandOverSpec.ENTRY, sessionKey));
  }

  CoapGatewaySpec spec() {
    return new CoapGatewaySpec(
            "pool",
            new KafkaSpec(brokers, null),
            List.of(new ListenerSpec(ListenerSpec.Protocol.coaps, port, new SecretReference(KEYS))),
            List.of(
                new GatewayResourceSpec(
                    "/" + RESOURCE + "/{device}",
                    List.of(GatewayResourceSpec.Method.POST),
                    List.of("application/json"),
                    topic,
                    "path.device",
                    "identity == path.device",
                    null)),
            null,
            null)
        .withHandOver(new GatewayHandOverSpec(sessions, new SecretReference(SESSION_KEY)));
  }
}
