package dev.millrace.local.running;

import dev.millrace.api.CoapGatewaySpec;
import dev.millrace.api.DeviceFleetSpec;
import dev.millrace.api.NodePoolSpec;
import dev.millrace.api.StageSpec.Engine;
import dev.millrace.api.manifest.Resource;
import dev.millrace.broker.BrokerException;
import dev.millrace.broker.EmbeddedKafka;
import dev.millrace.broker.Topics;
import dev.millrace.controllog.ControlLogException;
import dev.millrace.local.RefusedException;
import dev.millrace.stream.migration.Standby;
import dev.millrace.stream.pipeline.PipelineGraph;
import dev.millrace.stream.pipeline.StageNode;
import dev.millrace.stream.pipeline.TopicNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that the manifests of a directory ask for, running in this process. Started whole or
 * not at all; {@link RunEnd} brings it to its end.
 */
public final class LocalRun implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LocalRun.class);
  private static final Duration BROKER_TIMEOUT = Duration.ofSeconds(30);

  /** How long parts that wait for a broker that has given up may hold up the end. */
  private static final Duration ABANDON_AFTER = Duration.ofSeconds(10);

  private final PipelineGraph graph;
  private final RunOptions options;
  private final Clock clock;
  private final StopSignal stop;
  private final MeterRegistry registry = new SimpleMeterRegistry();
  private final RunParts parts = new RunParts();
  private final List<MovableStage> stages = new ArrayList<>();
  private final List<RunningGateway> gateways = new ArrayList<>();
  private final List<RunningFleet> fleets = new ArrayList<>();
  private EmbeddedKafka kafka;
  private StageLauncher launcher;
  private LocalMigrations migrations;
  private RunWatch watch;
  private boolean hasEarlierRecords;
  private BrokerLink link;
  private FaultSchedule faults;
  private DataDirectory data;
  private volatile boolean brokerLost;
  private CompletableFuture<Void> fleetsEnd = CompletableFuture.completedFuture(null);

  private LocalRun(PipelineGraph graph, RunOptions options, Clock clock, StopSignal stop) {
    this.stop = stop;
    this.graph = graph;
    this.options = options;
    this.clock = clock;
  }

  /**
   * Starts broker, topics, gateways, stages and fleets, in this order.
   *
   * @param clock of gateways, devices and ticks
   * @param stop by which the run is asked to end, and tells that it must
   * @throws RefusedException with the reason if something cannot be started; nothing runs then
   */
  public static LocalRun start(
      PipelineGraph graph, RunOptions options, Clock clock, StopSignal stop)
      throws RefusedException, InterruptedException {
    LocalRun run = new LocalRun(graph, options, clock, stop);
    try {
      run.start();
      return run;
    } catch (Throwable e) {
      run.close();
      throw e;
    }
  }

  private void start() throws RefusedException, InterruptedException {
    data = DataDirectory.open(options.dataDirectory());
    Path directory = data.path();
    startBroker(directory.resolve("kafka"));
    // Gateways come before Flink, which does not like to be closed while it is still starting: most
    // of what can be refused has been refused by then. What comes in meanwhile waits in its topic.
    startGateways(directory.resolve("gateways"));
    startStages(directory.resolve("stages"), startFlink(directory.resolve("flink")));
    startMigrations();
    startStandbys();
    if (options.fleets()) {
      startFleets();
    }
    faults =
        parts.add("the faults", FaultSchedule.start(options.faults(), processes(), link, stop));
  }

  private void startBroker(Path directory) throws RefusedException, InterruptedException {
    BrokerFailure.reportTo(this::brokerFailed);
    try {
      if (!options.faults().outages().isEmpty()) {
        link = parts.add("the link to the broker", new BrokerLink());
      }
      OptionalInt between = link == null ? OptionalInt.empty() : OptionalInt.of(link.port());
      kafka = parts.add("the broker", EmbeddedKafka.start(directory, options.kafkaPort(), between));
      if (link != null) {
        link.to(kafka.sidePort());
      }
      createTopics();
    } catch (IOException e) {
      throw new RefusedException("no port for a link to the broker: " + e.getMessage(), e);
    } catch (BrokerException e) {
      throw new RefusedException(brokerLost ? stop.failure() : e.getMessage(), e);
    }
  }

  /** Flink with room for the stages that run on it, and for those that are to move there. */
  private FlinkSlots startFlink(Path directory) {
    int slots =
        graph.stages().stream()
            .filter(stage -> stage.engine() == Engine.Flink)
            .mapToInt(StageNode::parallelism)
            .sum();
    FlinkSlots flink = parts.add("Flink", new FlinkSlots(directory));
    flink.prepare(slots + LocalMigrations.spareSlots(graph));
    return flink;
  }

  private void brokerFailed(String message) {
    brokerLost = true;
    stop.failed(message);
  }

  private void createTopics() throws BrokerException, InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      new Topics(admin, BROKER_TIMEOUT).ensure(partitions());
    }
    try (InputEnds ends = new InputEnds(kafka.bootstrapServers())) {
      hasEarlierRecords = ends.haveRecords(partitions());
    }
  }

  private void startStages(Path directory, FlinkSlots flink)
      throws RefusedException, InterruptedException {
    launcher = new StageLauncher(kafka.bootstrapServers(), directory, registry, clock, flink);
    try {
      for (StageNode node : graph.stages()) {
        stages.add(parts.add("stage " + node.id(), launcher.start(node)));
      }
    } catch (ControlLogException e) {
      throw new RefusedException(e.getMessage(), e);
    }
  }

  /** A standby that has become the owner leaves the stage's own pool to be the standby's. */
  private void startStandbys() {
    for (MovableStage stage : stages) {
      StageNode node = stage.node();
      if (node.standby().isPresent()) {
        Resource<NodePoolSpec> pool = node.standby().get();
        String name = Standby.replicaIn(pool.name());
        boolean owns = stage.home().replica().equals(name);
        StagePlacement placement =
            owns
                ? new StagePlacement(node.pool().name(), node.engine(), node.parallelism())
                : new StagePlacement(
                    pool.name(), LocalMigrations.engineOf(pool), node.parallelism());
        parts.add(
            "the standby of " + node.id(),
            LocalStandby.start(stage, launcher, owns ? node.pool().name() : name, placement));
      }
    }
  }

  private void startMigrations() throws RefusedException, InterruptedException {
    try {
      watch = parts.add("the watch", RunWatch.start(launcher.kafka(), stages, clock));
    } catch (ControlLogException e) {
      throw new RefusedException(e.getMessage(), e);
    }
    migrations =
        parts.add(
            "the migrations",
            LocalMigrations.start(graph, stages, launcher, watch.outputs(), clock));
  }

  private void startGateways(Path directory) throws RefusedException, InterruptedException {
    GatewayLauncher launcher =
        new GatewayLauncher(
            graph,
            link == null ? kafka.bootstrapServers() : "127.0.0.1:" + link.port(),
            registry,
            clock,
            directory,
            !options.faults().kills().isEmpty());
    for (Resource<CoapGatewaySpec> resource : graph.gateways()) {
      RunningGateway gateway = launcher.start(resource);
      parts.add("gateway " + gateway.name(), gateway.gateway());
      gateway.watch(stop);
      gateways.add(gateway);
    }
  }

  private List<GatewayProcess> processes() {
    return gateways.stream()
        .map(RunningGateway::gateway)
        .filter(GatewayProcess.class::isInstance)
        .map(GatewayProcess.class::cast)
        .toList();
  }

  private void startFleets() throws RefusedException {
    FleetLauncher launcher = new FleetLauncher(graph, options.manifests(), registry, clock);
    for (Resource<DeviceFleetSpec> resource : graph.fleets()) {
      RunningFleet fleet = launcher.start(resource, gateways);
      parts.add("fleet " + fleet.name(), fleet.fleet());
      fleets.add(fleet);
    }
    watchFleets();
  }

  /** The run ends when all fleets have ended, or one has failed. */
  private void watchFleets() {
    List<CompletableFuture<?>> ends = new ArrayList<>();
    for (RunningFleet fleet : fleets) {
      ends.add(
          fleet
              .fleet()
              .finished()
              .whenComplete(
                  (stats, failure) -> {
                    if (failure != null) {
                      stop.failed("fleet %s has failed: %s".formatted(fleet.name(), failure));
                    }
                  }));
    }
    if (options.duration() == null && !ends.isEmpty()) {
      fleetsEnd =
          CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new))
              .thenRun(() -> stop.request(StopSignal.Reason.FLEETS_ENDED));
    }
  }

  /** Whether all has gone wrong that was to. */
  boolean faultsAreOver() {
    return faults.isOver();
  }

  /** Nothing goes wrong on purpose any more. */
  void endFaults() throws InterruptedException {
    faults.close();
  }

  /** Waits until the run is to end. */
  public StopSignal.Reason awaitEnd() throws InterruptedException {
    return stop.await(options.duration());
  }

  /** By which the run is asked to end. */
  public StopSignal stop() {
    return stop;
  }

  /** What was asked for. */
  public RunOptions options() {
    return options;
  }

  /** The manifests, resolved. */
  public PipelineGraph graph() {
    return graph;
  }

  /** Host and port of the broker. */
  public String bootstrapServers() {
    return kafka.bootstrapServers();
  }

  /** The meters of all parts. */
  public MeterRegistry registry() {
    return registry;
  }

  /** The stages, each after those whose output it reads. */
  public List<RunningStage> stages() {
    return List.copyOf(stages);
  }

  /** The migrations, those of the manifests and those that have been asked for since. */
  public LocalMigrations migrations() {
    return migrations;
  }

  /** What has been seen of the stages over time. */
  public RunWatch watch() {
    return watch;
  }

  /** The gateways, in the order of the manifests. */
  public List<RunningGateway> gateways() {
    return List.copyOf(gateways);
  }

  /** The fleets, in the order of the manifests. */
  public List<RunningFleet> fleets() {
    return List.copyOf(fleets);
  }

  /** The broker. */
  EmbeddedKafka kafka() {
    return kafka;
  }

  /** Number of partitions by topic. */
  Map<String, Integer> partitions() {
    Map<String, Integer> partitions = new TreeMap<>();
    for (TopicNode topic : graph.topics()) {
      partitions.put(topic.name(), topic.partitions());
    }
    return partitions;
  }

  /** Whether messages may be there that no fleet of this run has sent. */
  boolean hasOtherMessages() {
    return fleets.isEmpty() || hasEarlierRecords;
  }

  /** Whether the broker has given up, so that nothing can be brought to an end any more. */
  boolean isBrokerLost() {
    return brokerLost;
  }

  /** Ends everything at once, as far as it still runs, and removes temporary data. */
  @Override
  public void close() {
    fleetsEnd.cancel(false);
    if (brokerLost) {
      abandon();
    } else {
      parts.close();
    }
    parts.failures().forEach(LOG::warn);
    registry.close();
    if (data != null) {
      data.close();
    }
  }

  /** Closes what can be closed; what waits for the broker is left behind. */
  private void abandon() {
    Thread closing = Thread.ofPlatform().name("closing").daemon().start(parts::close);
    try {
      if (!closing.join(ABANDON_AFTER)) {
        LOG.warn("not everything could be closed without the broker");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
