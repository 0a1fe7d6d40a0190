package dev.millrace.e2e.interop;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.api.CoapGatewaySpec;
import dev.millrace.api.GatewayLimitsSpec;
import dev.millrace.api.GatewayObserveSpec;
import dev.millrace.api.GatewayResourceSpec;
import dev.millrace.api.GatewayResourceSpec.Method;
import dev.millrace.api.KafkaSpec;
import dev.millrace.api.ListenerSpec;
import dev.millrace.api.ListenerSpec.Protocol;
import dev.millrace.api.ObservableSpec;
import dev.millrace.api.SecretReference;
import dev.millrace.gateway.CoapGateway;
import dev.millrace.gateway.GatewayConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The gateway that foreign clients talk to: on loopback, on ports that the system chooses. */
final class InteropGateway implements AutoCloseable {
  static final String TOPIC = "interop";

  /** The longest body that it takes. */
  static final int MAX_BODY = 8_192;

  /** So many links that they do not fit into one block of 1,024 bytes. */
  private static final int SENSORS = 40;

  private static final List<String> FORMATS =
      List.of("application/json", "application/cbor", "application/octet-stream");

  private final CoapGateway gateway;

  private InteropGateway(CoapGateway gateway) {
    this.gateway = gateway;
  }

  static InteropGateway start(String bootstrapServers) {
    GatewayConfig config =
        GatewayConfig.local("interop", spec(bootstrapServers))
            .withIdentities(Map.of(Keys.SECRET, Keys.all()));
    return new InteropGateway(
        CoapGateway.start(config, new SimpleMeterRegistry(), Clock.systemUTC()));
  }

  private static CoapGatewaySpec spec(String bootstrapServers) {
    GatewayResourceSpec rooms =
        new GatewayResourceSpec(
            "/rooms/{room}",
            List.of(Method.POST, Method.PUT),
            FORMATS,
            TOPIC,
            "path.room",
            null,
            null);
    GatewayResourceSpec devices =
        new GatewayResourceSpec(
            "/devices/{device}",
            List.of(Method.POST),
            FORMATS,
            TOPIC,
            "identity",
            "identity == path.device",
            null);
    return new CoapGatewaySpec(
        "edge",
        new KafkaSpec(bootstrapServers, null),
        List.of(
            new ListenerSpec(Protocol.coap, 0, null),
            new ListenerSpec(Protocol.coaps, 0, new SecretReference(Keys.SECRET))),
        Stream.concat(
                Stream.of(rooms, devices),
                IntStream.range(0, SENSORS).mapToObj(InteropGateway::sensor))
            .toList(),
        new GatewayObserveSpec(List.of(observable()), null, null, null),
        null,
        new GatewayLimitsSpec(MAX_BODY, null, null, null, null, null, null),
        null);
  }

  /** What is posted to a room can be observed there, every change of it. */
  private static ObservableSpec observable() {
    return new ObservableSpec("/rooms/{room}", TOPIC, "path.room", null, null, null, "0s", null);
  }

  private static GatewayResourceSpec sensor(int number) {
    return new GatewayResourceSpec(
        "/sensors/" + sensorName(number),
        List.of(Method.POST),
        List.of("application/json"),
        TOPIC,
        null,
        null,
        sensorName(number));
  }

  private static String sensorName(int number) {
    return "sensor-%02d".formatted(number);
  }

  /**
   * What its discovery has to say, in RFC 6690's format.
   *
   * @param resourceType only of this type; empty for all
   */
  static byte[] links(String resourceType) {
    Stream<String> templates =
        Stream.of(
            "</devices/%7Bdevice%7D>;ct=\"42 50 60\";template=\"/devices/{device}\"",
            "</rooms/%7Broom%7D>;ct=\"42 50 60\";obs;template=\"/rooms/{room}\"");
    Stream<String> sensors =
        IntStream.range(0, SENSORS)
            .mapToObj(InteropGateway::sensorName)
            .map("</sensors/%1$s>;ct=50;rt=\"%1$s\""::formatted);
    return Stream.concat(templates, sensors)
        .filter(link -> resourceType.isEmpty() || link.contains("rt=\"" + resourceType + "\""))
        .collect(Collectors.joining(","))
        .getBytes(UTF_8);
  }

  /** Where to send an order. */
  String uri(Order order) {
    boolean plain = order.credentials() == null;
    int port = gateway.endpoints().get(plain ? 0 : 1).getPort();
    return (plain ? "coap" : "coaps") + "://127.0.0.1:" + port + order.path();
  }

  @Override
  public void close() {
    gateway.close();
  }
}
