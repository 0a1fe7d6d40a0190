package dev.millrace.e2e;

import dev.millrace.api.CoapGatewaySpec;
import dev.millrace.api.KafkaSpec;
import dev.millrace.api.ListenerSpec;
import dev.millrace.api.StageSpec;
import dev.millrace.api.StreamPipelineSpec;
import dev.millrace.api.manifest.LoadResult;
import dev.millrace.api.manifest.Manifests;
import dev.millrace.broker.EmbeddedKafka;
import dev.millrace.broker.Topics;
import dev.millrace.controllog.KafkaConnection;
import dev.millrace.gateway.CoapGateway;
import dev.millrace.gateway.GatewayConfig;
import dev.millrace.kafka.StageMonitor;
import dev.millrace.kafka.StageSettings;
import dev.millrace.light.LightStage;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/** {@code examples/parking} in this process: Kafka and all stages, on the light engine. */
final class CarPark implements AutoCloseable {
  private static final String PIPELINE = "parking";
  private static final int PARTITIONS = 4;

  private final LoadResult manifests = Manifests.load(Path.of("../examples/parking"));
  private final EmbeddedKafka broker;
  private final List<LightStage> stages = new ArrayList<>();

  /**
   * @param clock gives ticks their times
   */
  CarPark(Path directory, Clock clock) throws Exception {
    broker = EmbeddedKafka.start(directory.resolve("kafka"), 0);
    StreamPipelineSpec pipeline = manifests.pipelines().get(0).spec();
    Map<String, Integer> topics = new HashMap<>();
    pipeline.topics().keySet().forEach(topic -> topics.put(topic, PARTITIONS));
    for (StageSpec stage : pipeline.stages()) {
      topics.put(PIPELINE + '.' + stage.name() + ".dead-letters", PARTITIONS);
    }
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      new Topics(admin, Duration.ofSeconds(30)).ensure(topics);
    }
    for (StageSpec stage : pipeline.stages()) {
      StageSettings settings =
          new StageSettings(
              PIPELINE, pipeline, stage.name(), kafka(), directory.resolve(stage.name()), 1, clock);
      StageMonitor monitor = new StageMonitor(settings.identityName(), clock);
      stages.add(LightStage.start(settings, PARTITIONS, monitor));
    }
  }

  KafkaConnection kafka() {
    return KafkaConnection.plain(broker.bootstrapServers());
  }

  /** A gateway as the example's first one, on any port of this machine. */
  CoapGateway gateway(Clock clock) {
    CoapGatewaySpec spec = manifests.gateways().get(0).spec();
    CoapGatewaySpec here =
        spec.at(
            spec.pool(),
            new KafkaSpec(broker.bootstrapServers(), null),
            List.of(new ListenerSpec(ListenerSpec.Protocol.coap, 0, null)));
    return CoapGateway.start(GatewayConfig.local("north", here), new SimpleMeterRegistry(), clock);
  }

  @Override
  public void close() {
    stages.forEach(LightStage::close);
    broker.close();
  }
}
