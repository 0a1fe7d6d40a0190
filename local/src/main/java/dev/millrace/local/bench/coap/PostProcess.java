package dev.millrace.local.bench.coap;

import dev.millrace.api.CoapGatewaySpec;
import dev.millrace.api.GatewayLimitsSpec;
import dev.millrace.api.GatewayResourceSpec;
import dev.millrace.api.KafkaSpec;
import dev.millrace.api.ListenerSpec;
import dev.millrace.api.SecretReference;
import dev.millrace.fleet.load.LoadKeys;
import dev.millrace.gateway.CoapGateway;
import dev.millrace.gateway.GatewayConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A contender in Java that puts what is posted into a topic, in a process of its own. */
final class PostProcess {
  static final String RESOURCE = "readings";

  /** What the path's last segment is called. */
  static final String VARIABLE = "device";

  private static final String SECRET = "clients";

  /** Enough for half a minute of more requests than two processors answer. */
  private static final int REMEMBERED = 96 << 20;

  private static final int BATCH_BYTES = 64 << 10;
  private static final int MAX_BLOCK_MILLIS = 1_000;

  private PostProcess() {}

  /**
   * Arguments: the contender, the broker, the topic, and how many clients it is to know by their
   * keys; 0: it talks plain CoAP with anybody. Serves until its standard input ends.
   */
  public static void main(String[] arguments) throws IOException {
    CoapContender contender = CoapContender.valueOf(arguments[0]);
    String servers = arguments[1];
    String topic = arguments[2];
    Map<String, byte[]> keys = LoadKeys.of(Integer.parseInt(arguments[3]));
    if (contender == CoapContender.OURS) {
      CoapGateway gateway =
          CoapGateway.start(
              GatewayConfig.local("bench", spec(servers, topic, listener(keys)))
                  .withIdentities(Map.of(SECRET, keys)),
              new SimpleMeterRegistry(),
              Clock.systemUTC());
      ServerReport.serve(gateway.endpoints().get(0));
    } else {
      KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(settings(servers));
      // So that no request waits for it on the thread of the stack.
      producer.partitionsFor(topic);
      PostResource resource = new PostResource(RESOURCE, producer, topic);
      InetSocketAddress address =
          keys.isEmpty()
              ? PlainCalifornium.start(contender, List.of(resource))
              : PlainCalifornium.startSecured(contender, keys, List.of(resource));
      ServerReport.serve(address, resource::handled);
    }
  }

  /**
   * As safe as the gateway's, and no lingering, which in a closed loop would be nothing but wait.
   */
  private static Map<String, Object> settings(String servers) {
    return Map.of(
        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
        servers,
        ProducerConfig.ACKS_CONFIG,
        "all",
        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
        true,
        ProducerConfig.LINGER_MS_CONFIG,
        0,
        ProducerConfig.BATCH_SIZE_CONFIG,
        BATCH_BYTES,
        ProducerConfig.MAX_BLOCK_MS_CONFIG,
        MAX_BLOCK_MILLIS,
        ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
        ByteArraySerializer.class,
        ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
        ByteArraySerializer.class);
  }

  private static ListenerSpec listener(Map<String, byte[]> keys) {
    return keys.isEmpty()
        ? new ListenerSpec(ListenerSpec.Protocol.coap, 0, null)
        : new ListenerSpec(ListenerSpec.Protocol.coaps, 0, new SecretReference(SECRET));
  }

  private static CoapGatewaySpec spec(String servers, String topic, ListenerSpec listener) {
    return new CoapGatewaySpec(
        "pool",
        new KafkaSpec(servers, null),
        List.of(listener),
        List.of(
            new GatewayResourceSpec(
                "/" + RESOURCE + "/{" + VARIABLE + "}",
                List.of(GatewayResourceSpec.Method.POST),
                List.of("application/json"),
                topic,
                "path." + VARIABLE,
                null,
                null)),
        new GatewayLimitsSpec(null, null, null, null, null, REMEMBERED, null),
        null);
  }
}
