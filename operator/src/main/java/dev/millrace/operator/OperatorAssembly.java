package dev.millrace.operator;

import dev.millrace.api.CoapGateway;
import dev.millrace.api.CoapGatewaySpec;
import dev.millrace.api.CoapGatewayStatus;
import dev.millrace.api.DeviceFleet;
import dev.millrace.api.DeviceFleetStatus;
import dev.millrace.api.MigrationRequest;
import dev.millrace.api.MigrationRequestStatus;
import dev.millrace.api.NodePool;
import dev.millrace.api.NodePoolStatus;
import dev.millrace.api.StreamPipeline;
import dev.millrace.api.StreamPipelineSpec;
import dev.millrace.api.StreamPipelineStatus;
import dev.millrace.operator.apply.Caches;
import dev.millrace.operator.apply.ObjectApplier;
import dev.millrace.operator.apply.OwnWrites;
import dev.millrace.operator.fleet.DeviceFleetReconciler;
import dev.millrace.operator.gateway.CoapGatewayReconciler;
import dev.millrace.operator.gateway.TopicWatch;
import dev.millrace.operator.kafka.GatewayFacts;
import dev.millrace.operator.kafka.Inspector;
import dev.millrace.operator.kafka.KafkaAccess;
import dev.millrace.operator.kafka.KafkaCredentials;
import dev.millrace.operator.kafka.PipelineFacts;
import dev.millrace.operator.migration.MigrationAssembly;
import dev.millrace.operator.migration.MigrationRequestReconciler;
import dev.millrace.operator.migration.Migrations;
import dev.millrace.operator.pipeline.PipelineSources;
import dev.millrace.operator.pipeline.StreamPipelineReconciler;
import dev.millrace.operator.pool.NodePoolReconciler;
import dev.millrace.operator.render.FleetRendering;
import dev.millrace.operator.render.GatewayRendering;
import dev.millrace.operator.render.StageRendering;
import dev.millrace.operator.standby.Standbys;
import dev.millrace.operator.status.EventRecorder;
import dev.millrace.operator.status.Secrets;
import dev.millrace.operator.status.StatusWriter;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;

/** The parts of one operator, put together. */
final class OperatorAssembly implements AutoCloseable {
  private static final int FIRST_RETRY_MILLIS = 500;
  private static final double RETRY_FACTOR = 2;
  private static final int LONGEST_RETRY_MILLIS = 60_000;
  private static final String BLIND = "an informer has stopped, so it cannot see everything";

  private final Leadership leadership;
  private final Inspector<StreamPipelineSpec, PipelineFacts> inspector;
  private final Inspector<CoapGatewaySpec, GatewayFacts> gatewayInspector;
  private final Migrations migrations = new Migrations();
  private final Standbys standbys;
  private final Operator operator;
  private final Caches caches;

  /**
   * The parts, put together and not begun.
   *
   * @param fatal told when something can no longer be seen, or another operator leads now; nothing
   *     can be done but to begin anew
   */
  OperatorAssembly(
      KubernetesClient client,
      OperatorSettings settings,
      Path scratch,
      MeterRegistry registry,
      UnreadyMeter unready,
      Consumer<Throwable> fatal) {
    leadership = new Leadership(client, settings.lease(), fatal);
    Clock clock = Clock.systemUTC();
    inspector = Inspector.ofPipelines(settings.kafkaTimeout());
    gatewayInspector = Inspector.ofGateways(settings.kafkaTimeout());
    OwnWrites own = new OwnWrites();
    caches = new Caches(own);
    operator =
        new Operator(
            overrider -> {
              leadership.election().ifPresent(overrider::withLeaderElectionConfiguration);
              overrider
                  .withKubernetesClient(client)
                  .withExecutorService(new ReconcileThreads(settings.reconcilers(), caches))
                  .withConcurrentWorkflowExecutorThreads(1)
                  .withUseSSAToPatchPrimaryResource(true)
                  .withMetrics(new ReconcileMetrics(registry))
                  .withInformerStoppedHandler(
                      (informer, cause) ->
                          Optional.ofNullable(cause)
                              .map(one -> new IllegalStateException(BLIND, one))
                              .ifPresent(fatal))
                  .withCloseClientOnStop(false);
            });
    StatusWriter statuses = new StatusWriter(client, new EventRecorder(client, clock));
    ObjectApplier applier = new ObjectApplier(client, own);
    StageRendering stages = new StageRendering(settings.rendering());
    KafkaAccess kafka = new KafkaAccess(client, new KafkaCredentials(scratch));
    PipelineSources sources = new PipelineSources();
    standbys = new Standbys(kafka, sources);
    Secrets secrets = new Secrets(client);
    unready.watch(
        operator.register(
            new NodePoolReconciler(statuses, caches, clock), OperatorAssembly.<NodePool>retry()),
        NodePoolStatus::conditions);
    unready.watch(
        operator.register(
            new StreamPipelineReconciler(
                statuses, caches, applier, stages, inspector, kafka, sources, standbys, clock),
            OperatorAssembly.<StreamPipeline>namespaced(settings)),
        StreamPipelineStatus::conditions);
    unready.watch(
        operator.register(
            new CoapGatewayReconciler(
                statuses,
                caches,
                applier,
                new GatewayRendering(settings.rendering()),
                secrets,
                new TopicWatch(gatewayInspector, kafka),
                clock),
            OperatorAssembly.<CoapGateway>namespaced(settings)),
        CoapGatewayStatus::conditions);
    unready.watch(
        operator.register(
            new DeviceFleetReconciler(
                statuses,
                caches,
                applier,
                new FleetRendering(settings.rendering()),
                secrets,
                clock),
            OperatorAssembly.<DeviceFleet>namespaced(settings)),
        DeviceFleetStatus::conditions);
    unready.watch(
        operator.register(
            new MigrationRequestReconciler(
                statuses,
                new MigrationAssembly(statuses, applier, stages, sources, inspector, kafka, clock),
                migrations,
                clock),
            OperatorAssembly.<MigrationRequest>namespaced(settings)),
        MigrationRequestStatus::conditions);
    registry.gauge("millrace.operator.migrations", migrations, Migrations::size);
    registry.gauge("millrace.operator.leading", leadership, one -> one.isLeading() ? 1 : 0);
  }

  private static <P extends HasMetadata> Consumer<ControllerConfigurationOverrider<P>> namespaced(
      OperatorSettings settings) {
    Consumer<ControllerConfigurationOverrider<P>> retry = retry();
    return settings.namespaces().isEmpty()
        ? retry
        : retry.andThen(overrider -> overrider.settingNamespaces(settings.namespaces()));
  }

  /** For ever, at growing intervals. */
  private static <P extends HasMetadata> Consumer<ControllerConfigurationOverrider<P>> retry() {
    return overrider ->
        overrider.withRetry(
            new GenericRetry()
                .setInitialInterval(FIRST_RETRY_MILLIS)
                .setIntervalMultiplier(RETRY_FACTOR)
                .setMaxInterval(LONGEST_RETRY_MILLIS)
                .setMaxAttempts(-1));
  }

  /** Begins; returns when the caches are filled. With a Lease, work begins when it is held. */
  void start() {
    operator.start();
    caches.filled();
    leadership.started();
  }

  @Override
  public void close() throws InterruptedException {
    leadership.ending();
    operator.stop();
    // The framework lets these go on, and they hold all that the caches hold.
    operator
        .getConfigurationService()
        .getExecutorServiceManager()
        .scheduledExecutorService()
        .shutdownNow();
    migrations.close();
    standbys.close();
    inspector.close();
    gatewayInspector.close();
    leadership.ended();
  }
}
