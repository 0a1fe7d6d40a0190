package dev.millrace.local.bench;

import dev.millrace.api.CoapGatewaySpec;
import dev.millrace.api.DeviceFleetSpec;
import dev.millrace.api.GatewayResourceSpec;
import dev.millrace.api.GeneratorSpec;
import dev.millrace.api.KafkaSpec;
import dev.millrace.api.ListenerSpec;
import dev.millrace.api.PhaseSpec;
import dev.millrace.broker.BrokerException;
import dev.millrace.broker.EmbeddedKafka;
import dev.millrace.broker.Topics;
import dev.millrace.controllog.KafkaConnection;
import dev.millrace.fleet.DeviceFleet;
import dev.millrace.fleet.FleetConfig;
import dev.millrace.fleet.FleetStats;
import dev.millrace.gateway.CoapGateway;
import dev.millrace.gateway.GatewayConfig;
import dev.millrace.kafka.StageMonitor;
import dev.millrace.kafka.StageSettings;
import dev.millrace.light.LightStage;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;

/**
 * The whole path in one JVM, as {@code millrace run} has it: devices, gateway, broker, stage; and a
 * reader of its results.
 */
final class CoapProcess {
  private static final String NAME = "coap";
  private static final String INPUT = "readings";
  private static final int DEVICES = 200;
  private static final double RATE = 10;
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /** Messages a second of all devices together. */
  static final long MESSAGES_PER_SECOND = (long) (DEVICES * RATE);

  private final Path directory;
  private final Clock clock = Clock.systemUTC();

  private CoapProcess(Path directory) {
    this.directory = directory;
  }

  /** Arguments: a directory; seconds before anything counts; seconds that count. */
  public static void main(String[] arguments)
      throws BrokerException, IOException, InterruptedException {
    new CoapProcess(Path.of(arguments[0]))
        .run(Long.parseLong(arguments[1]), Long.parseLong(arguments[2]));
  }

  private void run(long warmUpSeconds, long seconds)
      throws BrokerException, IOException, InterruptedException {
    StageUnderTest stage = StageUnderTest.numbered(NAME, INPUT, false);
    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0)) {
      String servers = kafka.bootstrapServers();
      create(servers, stage);
      StageSettings settings = stage.settings(servers, directory.resolve("state"));
      CoapTimings timings = new CoapTimings(DEVICES);
      try (CoapGateway gateway =
              CoapGateway.start(
                  GatewayConfig.local(NAME, gateway(servers)), new SimpleMeterRegistry(), clock);
          LightStage light =
              LightStage.start(
                  settings, Workload.PARTITIONS, new StageMonitor(settings.identityName(), clock));
          OutputReader reader =
              OutputReader.start(
                  KafkaConnection.plain(servers), stage.output(), Workload.PARTITIONS, timings)) {
        DeviceFleet fleet =
            DeviceFleet.start(
                fleet(gateway.endpoints().get(0)), timings, new SimpleMeterRegistry(), clock);
        TimeUnit.SECONDS.sleep(warmUpSeconds);
        timings.on();
        TimeUnit.SECONDS.sleep(seconds);
        timings.off();
        FleetStats stats = fleet.stop(TIMEOUT);
        reader.check();
        print(timings, stats, light.monitor());
      }
    }
  }

  private static void print(CoapTimings timings, FleetStats stats, StageMonitor monitor)
      throws IOException {
    if (stats.acknowledged() != stats.sent() || monitor.lastError() != null) {
      throw new IOException("not all went well: " + stats + ", " + monitor.lastError());
    }
    Answers.print(
        "messages",
        timings.count(),
        "p50",
        timings.millis(50),
        "p99",
        timings.millis(99),
        "max",
        timings.millis(100),
        "acknowledgedP99",
        stats.p99().toNanos() / (double) TimeUnit.MILLISECONDS.toNanos(1),
        "retransmissions",
        stats.retransmissions());
  }

  private static void create(String servers, StageUnderTest stage)
      throws BrokerException, InterruptedException {
    Map<String, Integer> topics = new TreeMap<>(stage.topics());
    topics.put(INPUT, Workload.PARTITIONS);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      new Topics(admin, TIMEOUT).ensure(topics);
    }
  }

  private static CoapGatewaySpec gateway(String servers) {
    return new CoapGatewaySpec(
        "pool",
        new KafkaSpec(servers, null),
        List.of(new ListenerSpec(ListenerSpec.Protocol.coap, 0, null)),
        List.of(
            new GatewayResourceSpec(
                "/readings/{device}",
                List.of(GatewayResourceSpec.Method.POST),
                List.of("application/json"),
                INPUT,
                "path.device",
                null,
                null)),
        null,
        null);
  }

  private FleetConfig fleet(InetSocketAddress gateway) {
    GeneratorSpec sequence = new GeneratorSpec(null, null, null, null, null, null, true, null);
    Map<String, GeneratorSpec> payload = new LinkedHashMap<>();
    payload.put("celsius", constant(21.5));
    payload.put("level", sequence);
    payload.put(Workload.STAMP, sequence);
    payload.put("unit", constant("C"));
    DeviceFleetSpec spec =
        new DeviceFleetSpec(
            NAME,
            ListenerSpec.Protocol.coap,
            DEVICES,
            1L,
            "/readings/{device}",
            null,
            GatewayResourceSpec.Method.POST,
            true,
            "application/json",
            payload,
            List.of(new PhaseSpec(RATE, PhaseSpec.Arrivals.Regular, null)),
            null);
    return new FleetConfig(NAME, spec, gateway, Map.of(), directory);
  }

  private static GeneratorSpec constant(Object value) {
    return new GeneratorSpec(value, null, null, null, null, null, null, null);
  }
}
