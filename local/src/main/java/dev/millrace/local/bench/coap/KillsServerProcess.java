package dev.millrace.local.bench.coap;

import dev.millrace.api.CoapGatewaySpec;
import dev.millrace.api.GatewayProtocolSpec;
import dev.millrace.api.GatewayResourceSpec;
import dev.millrace.api.KafkaSpec;
import dev.millrace.api.ListenerSpec;
import dev.millrace.gateway.GatewayConfig;
import dev.millrace.gateway.GatewayFaults;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A gateway in a process of its own, parts of which fail every two seconds, or none. */
final class KillsServerProcess {
  /** Short, so that after the load it can be seen whether anything stays. */
  private static final String LIFETIME = "1500ms";

  /** Longer than two cleanups are apart; whoever asks waits a little longer. */
  private static final Duration EMPTYING = Duration.ofSeconds(25);

  private static final long LOOK_MILLIS = 200;

  private KillsServerProcess() {}

  /**
   * Arguments: the broker, the topic, the seed of the faults or 0 for none, how many seconds the
   * load takes. Serves until its standard input ends; {@link ServerReport}. The first that asks
   * ends the faults.
   */
  public static void main(String[] arguments) throws IOException {
    String servers = arguments[0];
    String topic = arguments[1];
    long seed = Long.parseLong(arguments[2]);
    Duration load = Duration.ofSeconds(Long.parseLong(arguments[3]));
    MeterRegistry meters = new SimpleMeterRegistry();
    GatewayFaults gateway =
        GatewayFaults.start(
            GatewayConfig.local(
                "bench",
                spec(servers, topic)
                    .withProtocol(new GatewayProtocolSpec(LIFETIME, LIFETIME, null, null, null))),
            meters,
            Clock.systemUTC());
    Optional<FaultClock> faults =
        seed == 0 ? Optional.empty() : Optional.of(new FaultClock(gateway, meters, seed, load));
    faults.ifPresent(FaultClock::start);
    ServerReport.serve(
        gateway.gateway().endpoints().get(0), () -> figures(faults, meters, servers, topic));
  }

  private static CoapGatewaySpec spec(String servers, String topic) {
    return new CoapGatewaySpec(
        "pool",
        new KafkaSpec(servers, null),
        List.of(new ListenerSpec(ListenerSpec.Protocol.coap, 0, null)),
        List.of(
            new GatewayResourceSpec(
                "/" + KillsProcess.RESOURCE + "/{device}",
                List.of(GatewayResourceSpec.Method.POST),
                List.of("application/json"),
                topic,
                "path.device",
                null,
                null)),
        null,
        null);
  }

  private static Map<String, Object> figures(
      Optional<FaultClock> faults, MeterRegistry meters, String servers, String topic) {
    Map<String, Object> figures = new LinkedHashMap<>();
    try {
      if (faults.isPresent()) {
        figures.putAll(faults.get().stop());
        awaitEmpty(meters);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    figures.put("peersLeft", gauge(meters, "peers"));
    figures.put("exchangesLeft", gauge(meters, "exchanges"));
    figures.put("inFlightLeft", gauge(meters, "in.flight"));
    figures.put("acknowledgedBeyondRecords", FaultClock.answered(meters) - records(servers, topic));
    return figures;
  }

  private static void awaitEmpty(MeterRegistry meters) throws InterruptedException {
    long end = System.nanoTime() + EMPTYING.toNanos();
    while (gauge(meters, "peers") > 0 && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
  }

  private static double gauge(MeterRegistry meters, String name) {
    return meters.get("millrace.gateway." + name).gauge().value();
  }

  private static long records(String servers, String topic) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, servers),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(one -> new TopicPartition(topic, one.partition()))
              .toList();
      return consumer.endOffsets(partitions).values().stream().mapToLong(Long::longValue).sum();
    }
  }
}
