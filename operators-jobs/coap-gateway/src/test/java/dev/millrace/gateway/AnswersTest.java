package dev.millrace.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.millrace.api.GatewayLimitsSpec;
import dev.millrace.gateway.testing.BrokerExtension;
import dev.millrace.gateway.testing.Datagram;
import dev.millrace.gateway.testing.Device;
import dev.millrace.gateway.testing.EmbeddedBroker;
import dev.millrace.gateway.testing.RawPeer;
import dev.millrace.gateway.testing.Specs;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.californium.core.coap.CoAP;
import org.eclipse.californium.core.coap.CoAP.Code;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.MediaTypeRegistry;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a device is answered, and what lies in Kafka then. */
@ExtendWith(BrokerExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
class AnswersTest {
  private static final int MAX_PAYLOAD = 3000;
  private static final Instant NOW = Instant.parse("2026-05-04T03:02:01.234Z");
  private static final int JSON = MediaTypeRegistry.APPLICATION_JSON;

  private final EmbeddedBroker broker;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private CoapGateway gateway;
  private Device device;

  AnswersTest(EmbeddedBroker broker) {
    this.broker = broker;
  }

  @BeforeAll
  void start() throws Exception {
    for (String topic : List.of("answers", "answers-octets", "answers-blocks")) {
      broker.createTopic(topic);
    }
    broker.createTopic("answers-small", 1, Map.of("max.message.bytes", "300"));
    gateway =
        CoapGateway.start(
            GatewayConfig.local(
                "answers",
                Specs.plain(
                    broker.bootstrapServers(),
                    new GatewayLimitsSpec(MAX_PAYLOAD, null, null, null, null, null, null),
                    Specs.gates("answers"),
                    Specs.octets("/raw", "answers-octets"),
                    Specs.octets("/blocks/{device}", "answers-blocks"),
                    Specs.octets("/small", "answers-small"))),
            meters,
            Clock.fixed(NOW, ZoneOffset.UTC));
    device = Device.plain(gateway.endpoints().get(0));
  }

  @AfterAll
  void stop() {
    device.close();
    gateway.close();
  }

  @Test
  void aMessageIsInKafkaAsItCameWhenItIsAnswered() throws Exception {
    Request sent = device.beginPost("/lots/north/gates/g%20%C3%BC", "{\"level\": 7}");
    Response response = sent.waitForResponse(20_000);

    assertThat(response.getCode()).isEqualTo(ResponseCode.CHANGED);
    assertThat(response.getPayloadSize()).isZero();
    ConsumerRecord<byte[], byte[]> kept =
        broker.records("answers").stream()
            .filter(one -> text(one.key()).equals("g ü"))
            .findFirst()
            .orElseThrow();
    assertThat(text(kept.value())).isEqualTo("{\"level\": 7}");
    assertThat(kept.timestamp()).isEqualTo(NOW.toEpochMilli());
    assertThat(header(kept, "content-format")).isEqualTo("50");
    assertThat(header(kept, "path.lot")).isEqualTo("north");
    assertThat(header(kept, "path.gate")).isEqualTo("g ü");
    assertThat(header(kept, "coap-mid")).isEqualTo(Integer.toString(sent.getMID()));
    assertThat(kept.headers().lastHeader("coap-token").value()).isEqualTo(sent.getTokenBytes());
    assertThat(header(kept, "coap-peer"))
        .isEqualTo("127.0.0.1:" + response.getLocalAddress().getPort());
  }

  @Test
  void putAndNonConfirmableRequestsWriteTooAndNoKeyIsNull() throws Exception {
    Response response =
        device.send(
            Request.newPut(),
            "/raw",
            request -> {
              request.setType(CoAP.Type.NON);
              request.getOptions().setContentFormat(42);
              request.setPayload("non");
            });

    assertThat(response.getCode()).isEqualTo(ResponseCode.CHANGED);
    assertThat(response.getType()).isEqualTo(CoAP.Type.NON);
    assertThat(broker.records("answers-octets"))
        .filteredOn(one -> text(one.value()).equals("non"))
        .singleElement()
        .satisfies(one -> assertThat(one.key()).isNull());
  }

  @Test
  void withoutContentFormatAPayloadIsOctets() throws Exception {
    Response response = device.send(Request.newPost(), "/raw", one -> one.setPayload("plain"));

    assertThat(response.getCode()).isEqualTo(ResponseCode.CHANGED);
    assertThat(broker.values("answers-octets")).contains("plain");
  }

  @ParameterizedTest // C1, C2
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          POST | /nowhere                    | 50 | {}         | 4.04 | /.well-known/core
          POST | /lots/a/gates               | 50 | {}         | 4.04 | no such resource
          POST | /lots/a/gates/b/c           | 50 | {}         | 4.04 | no such resource
          POST | /                           | 50 | {}         | 4.04 | no such resource
          PUT  | /lots/a/gates/b             | 50 | {}         | 4.05 | allowed: POST
          DELETE | /raw                      | 50 | {}         | 4.05 | allowed: POST, PUT
          FETCH | /raw                       | 42 | x          | 4.05 | allowed: POST, PUT
          POST | /.well-known/core           | 50 | {}         | 4.05 | allowed: GET
          POST | /lots/a/gates/b             | 42 | {}         | 4.15 | 50 application/json
          POST | /lots/a/gates/b             | 11542 | {}      | 4.15 | content format 11542
          POST | /lots/a/gates/b             | 50 | {"a":      | 4.00 | not application/json
          POST | /lots/a/gates/b             | 50 | ''         | 4.00 | not application/json
          POST | /lots/a/gates/b             | 60 | {"a":1}    | 4.00 | not application/cbor
          POST | /lots/a/gates/b             | 110 | {"a":1}   | 4.00 | not application/senml+json
          POST | /lots/a/gates/b?level=3     | 50 | {}         | 4.02 | Uri-Query
          """)
  void whatIsWrongIsAnsweredByItsCodeAndNamed(
      String method, String path, int format, String payload, String code, String diagnostic)
      throws Exception {
    int before = broker.records("answers").size();

    Response response =
        device.send(
            new Request(Code.valueOf(method)),
            path,
            request -> {
              if (request.getCode() == Code.DELETE) {
                request.setUnintendedPayload();
              }
              request.getOptions().setContentFormat(format);
              request.setPayload(payload == null ? "" : payload);
            });

    assertThat(response.getCode().toString()).isEqualTo(code);
    assertThat(response.getPayloadString()).contains(diagnostic);
    assertThat(broker.records("answers")).hasSize(before);
  }

  @Test
  void optionsThatWouldBeIgnoredAreRefused() throws Exception {
    assertThat(codeWith(one -> one.getOptions().setIfNoneMatch(true))).isEqualTo("4.02");
    assertThat(codeWith(one -> one.getOptions().addIfMatch(new byte[] {1}))).isEqualTo("4.02");
    assertThat(codeWith(one -> one.getOptions().setProxyUri("coap://elsewhere/x")))
        .isEqualTo("5.05");
  }

  private String codeWith(Consumer<Request> option) throws Exception {
    Response response =
        device.send(Request.newPost(), "/raw", option.andThen(one -> one.setPayload("x")));
    return response.getCode().toString();
  }

  @Test
  void aDatagramThatIsTooLargeIsAnsweredWithTheSizeThatIsTaken() throws Exception {
    // One datagram, not blocks: a device without RFC 7959.
    try (RawPeer peer = new RawPeer(gateway.endpoints().get(0))) {
      peer.send(
          Datagram.request(
              Datagram.CON, Datagram.POST, 7, new byte[0], "/raw", 42, new byte[MAX_PAYLOAD + 1]));
      Datagram answer = peer.receive();
      assertThat(answer.codeText()).isEqualTo("4.13");
      assertThat(answer.number(60)).isEqualTo(MAX_PAYLOAD);
    }
  }

  @Test // E2
  void aBlockwiseBodyIsOneRecord() throws Exception {
    String body = "0123456789".repeat(MAX_PAYLOAD / 10);

    Response response =
        device.send(
            Request.newPost(),
            "/blocks/one",
            request -> {
              request.getOptions().setContentFormat(42);
              request.setPayload(body);
            });

    assertThat(response.getCode()).isEqualTo(ResponseCode.CHANGED);
    assertThat(broker.values("answers-blocks")).containsOnlyOnce(body);
  }

  @Test // E3
  void aBlockwiseBodyThatIsTooLargeIsRefusedWithTheSizeThatIsTaken() throws Exception {
    int before = broker.records("answers-blocks").size();

    Response announced = sendBlocks(request -> {});
    Response grown = sendBlocks(request -> request.getOptions().setSize1(1));

    assertThat(announced.getCode()).isEqualTo(ResponseCode.REQUEST_ENTITY_TOO_LARGE);
    assertThat(announced.getOptions().getSize1()).isEqualTo(MAX_PAYLOAD);
    assertThat(grown.getCode()).isEqualTo(ResponseCode.REQUEST_ENTITY_TOO_LARGE);
    assertThat(grown.getOptions().getSize1()).isEqualTo(MAX_PAYLOAD);
    assertThat(broker.records("answers-blocks")).hasSize(before);
  }

  private Response sendBlocks(Consumer<Request> further) throws Exception {
    return device.send(
        Request.newPost(),
        "/blocks/large",
        request -> {
          request.getOptions().setContentFormat(42);
          request.setPayload(new byte[MAX_PAYLOAD * 2]);
          further.accept(request);
        });
  }

  @Test
  void aRecordThatTheTopicDoesNotTakeIsTooLarge() throws Exception {
    Response response =
        device.send(
            Request.newPost(),
            "/small",
            request -> {
              request.getOptions().setContentFormat(42);
              request.setPayload("x".repeat(900));
            });

    assertThat(response.getCode()).isEqualTo(ResponseCode.REQUEST_ENTITY_TOO_LARGE);
    assertThat(gateway.brokerReachable()).as("one message's fault is not the broker's").isTrue();
    assertThat(device.post("/small", 42, "y").getCode()).isEqualTo(ResponseCode.CHANGED);
  }

  @Test // C7
  void discoveryListsTheResources() throws Exception {
    Response all = device.send(Request.newGet(), "/.well-known/core", request -> {});

    assertThat(all.getCode()).isEqualTo(ResponseCode.CONTENT);
    assertThat(all.getOptions().getContentFormat()).isEqualTo(40);
    assertThat(all.getPayloadString().split(","))
        .containsExactlyInAnyOrder(
            "</lots/%7Blot%7D/gates/%7Bgate%7D>;ct=\"50 60 110\";rt=\"gate\""
                + ";template=\"/lots/{lot}/gates/{gate}\"",
            "</blocks/%7Bdevice%7D>;ct=42;template=\"/blocks/{device}\"",
            "</raw>;ct=42",
            "</small>;ct=42");
  }

  @Test // C7
  void discoveryFilters() throws Exception {
    assertThat(links("?rt=gate")).startsWith("</lots/").doesNotContain("raw");
    assertThat(links("?ct=60")).startsWith("</lots/").doesNotContain("raw");
    assertThat(links("?href=/r*")).isEqualTo("</raw>;ct=42");
    assertThat(links("?rt=none")).isEmpty();
  }

  private String links(String query) throws Exception {
    return device
        .send(Request.newGet(), "/.well-known/core" + query, request -> {})
        .getPayloadString();
  }

  @Test
  void discoveryHasOneFormat() throws Exception {
    Response response =
        device.send(Request.newGet(), "/.well-known/core", one -> one.getOptions().setAccept(JSON));

    assertThat(response.getCode()).isEqualTo(ResponseCode.NOT_ACCEPTABLE);
  }

  @Test // H4
  void everythingIsCounted() throws Exception {
    device.post("/lots/a/gates/counted", JSON, "{}");
    device.post("/nowhere/at/all", JSON, "{}");

    assertThat(
            count(
                "millrace.gateway.requests",
                "resource",
                Specs.GATE,
                "method",
                "POST",
                "code",
                "2.04"))
        .isPositive();
    assertThat(count("millrace.gateway.requests", "resource", "none", "code", "4.04")).isPositive();
    assertThat(count("millrace.gateway.rejected", "reason", "not-found")).isPositive();
    assertThat(count("millrace.gateway.bytes", "resource", Specs.GATE)).isPositive();
    assertThat(meters.get("millrace.gateway.produce").tag("topic", "answers").timer().count())
        .isPositive();
    assertThat(meters.get("millrace.gateway.broker.reachable").gauge().value()).isEqualTo(1);
    // The place is given back behind the answer, so that a gateway that drains has sent it.
    await().until(() -> meters.get("millrace.gateway.in.flight").gauge().value() == 0);
    assertThat(
            meters.find("millrace.gateway.requests").counters().stream()
                .map(counter -> counter.getId().getTag("resource"))
                .collect(Collectors.toSet()))
        .as("no tag value that a device made up")
        .isSubsetOf(Specs.GATE, "/raw", "/small", "/blocks/{device}", "/.well-known/core", "none");
  }

  private double count(String name, String... tags) {
    return meters.get(name).tags(tags).counters().stream()
        .mapToDouble(counter -> counter.count())
        .sum();
  }

  private static String header(ConsumerRecord<byte[], byte[]> kept, String name) {
    return text(kept.headers().lastHeader(name).value());
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
