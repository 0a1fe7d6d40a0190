package dev.millrace.local.running;

import dev.millrace.api.DurationText;
import dev.millrace.api.MigrationRequestSpec;
import dev.millrace.api.MigrationTargetSpec;
import dev.millrace.api.NodePoolSpec;
import dev.millrace.api.StageSpec.Engine;
import dev.millrace.api.manifest.Resource;
import dev.millrace.kafka.ReplicaMeter;
import dev.millrace.local.report.migration.MigrationReport;
import dev.millrace.local.watch.OutputWatch;
import dev.millrace.stream.pipeline.PipelineGraph;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The migrations of a run: those of the manifests, each when it is due, and those that are asked
 * for while it runs. Thread-safe.
 */
public final class LocalMigrations implements AutoCloseable {
  /** Annotation of a MigrationRequest: how long after the start of a local run it is applied. */
  public static final String AFTER = "millrace.dev/after";

  private static final long LOOK_MILLIS = 200;
  private static final int CLOSE_SECONDS = 5;

  private final PipelineGraph graph;
  private final List<MovableStage> stages;
  private final StageLauncher launcher;
  private final OutputWatch outputs;
  private final Clock clock;
  private final long startedAt;
  private final Map<String, LocalMigration> all = new LinkedHashMap<>();
  private final List<Resource<MigrationRequestSpec>> waiting = new ArrayList<>();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(task -> daemon(task, "migration"));
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "migrations"));
  private boolean ending;

  private LocalMigrations(
      PipelineGraph graph,
      List<MovableStage> stages,
      StageLauncher launcher,
      OutputWatch outputs,
      Clock clock) {
    this.graph = graph;
    this.outputs = outputs;
    this.stages = List.copyOf(stages);
    this.launcher = launcher;
    this.clock = clock;
    this.startedAt = clock.millis();
    waiting.addAll(graph.migrations());
  }

  /** Begins to look after the migrations of {@code graph}. */
  static LocalMigrations start(
      PipelineGraph graph,
      List<MovableStage> stages,
      StageLauncher launcher,
      OutputWatch outputs,
      Clock clock) {
    LocalMigrations migrations = new LocalMigrations(graph, stages, launcher, outputs, clock);
    migrations.looks.scheduleWithFixedDelay(
        migrations::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    return migrations;
  }

  /** Slots of Flink that the migrations of the manifests may need beside the stages'. */
  static int spareSlots(PipelineGraph graph) {
    int most =
        graph.stages().stream()
            .filter(
                stage -> stage.standby().filter(pool -> engineOf(pool) == Engine.Flink).isPresent())
            .mapToInt(stage -> stage.parallelism())
            .sum();
    for (Resource<MigrationRequestSpec> request : graph.migrations()) {
      for (var stage : graph.stages()) {
        if (request.spec().stage().equals(stage.id().replace('.', '/'))
            && engine(graph, request.spec().to()) == Engine.Flink) {
          Integer parallelism = request.spec().to().parallelism();
          most = Math.max(most, parallelism == null ? stage.parallelism() : parallelism);
        }
      }
    }
    return most;
  }

  /** How far each is, in the order in which they were asked for. */
  public List<MigrationReport> reports() {
    return migrations().stream().map(LocalMigration::report).toList();
  }

  /** Those of the manifests that have not begun. */
  public synchronized List<String> notBegun() {
    return waiting.stream().map(Resource::name).toList();
  }

  private synchronized List<LocalMigration> migrations() {
    return List.copyOf(all.values());
  }

  /**
   * Asks for a migration, or changes the wishes about one of this name.
   *
   * @throws IllegalArgumentException if there is no such stage or pool, or one of this name asks
   *     for something else; the message says which there are
   */
  public synchronized void apply(String name, MigrationRequestSpec spec) {
    LocalMigration known = all.get(name);
    if (known != null) {
      known.change(spec);
      return;
    }
    waiting.removeIf(request -> request.name().equals(name));
    MovableStage stage =
        stages.stream()
            .filter(one -> one.name().equals(spec.stage().replace('/', '.')))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "no stage '%s'. Stages: %s."
                            .formatted(
                                spec.stage(),
                                String.join(
                                    ", ",
                                    stages.stream()
                                        .map(one -> one.name().replace('.', '/'))
                                        .toList()))));
    LocalSite site = site(name, spec, stage);
    LocalMigration migration = new LocalMigration(name, spec, site, outputs, clock);
    all.put(name, migration);
    LocalMigration other = underWay(stage, migration);
    String unavailable = RequestedSteps.unavailable(spec, site);
    if (ending) {
      migration.refuse("the run is ending");
    } else if (unavailable != null) {
      migration.refuse(unavailable);
    } else if (other != null) {
      migration.refuse(
          "migration %s of %s is under way; wait for its end or abort it"
              .formatted(other.name(), spec.stage()));
    } else {
      threads.execute(migration);
    }
  }

  private LocalMigration underWay(MovableStage stage, LocalMigration apart) {
    return all.values().stream()
        .filter(one -> one != apart && one.stage() == stage && !one.isOver())
        .findFirst()
        .orElse(null);
  }

  private LocalSite site(String name, MigrationRequestSpec spec, MovableStage stage) {
    StageInstance home = stage.home();
    MigrationTargetSpec to = spec.to();
    return new LocalSite(
        stage,
        launcher,
        home.replica(),
        home.placement(),
        to.pool() + "." + name,
        new StagePlacement(
            to.pool(),
            engine(graph, to),
            to.parallelism() == null ? home.placement().parallelism() : to.parallelism()));
  }

  private static Engine engine(PipelineGraph graph, MigrationTargetSpec to) {
    if (to.engine() != null) {
      return to.engine();
    }
    return graph.pools().stream()
        .filter(pool -> pool.name().equals(to.pool()))
        .findFirst()
        .map(LocalMigrations::engineOf)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no NodePool '%s'. NodePools: %s."
                        .formatted(
                            to.pool(),
                            String.join(
                                ", ", graph.pools().stream().map(Resource::name).toList()))));
  }

  /** What runs stages in a pool, unless they say otherwise. */
  static Engine engineOf(Resource<NodePoolSpec> pool) {
    return pool.spec().tier() == NodePoolSpec.Tier.Edge ? Engine.Light : Engine.Flink;
  }

  /** Begins what is due: its time has come and its stage is there. */
  private synchronized void look() {
    for (Resource<MigrationRequestSpec> request : List.copyOf(waiting)) {
      MovableStage stage =
          stages.stream()
              .filter(one -> one.name().equals(request.spec().stage().replace('/', '.')))
              .findFirst()
              .orElseThrow();
      boolean busy = underWay(stage, null) != null;
      if (!ending && !busy && isDue(request) && isThere(stage)) {
        waiting.remove(request);
        apply(request.name(), request.spec());
      }
    }
  }

  private boolean isDue(Resource<MigrationRequestSpec> request) {
    String after = request.annotations().getOrDefault(AFTER, "0s");
    return clock.millis() - startedAt >= DurationText.parse(after).toMillis();
  }

  private static boolean isThere(MovableStage stage) {
    return stage.home().monitor().partitions().stream().filter(ReplicaMeter::isOwner).count()
        == stage.node().input().partitions();
  }

  /** No more begin; those under way come to an end, if they do in time. */
  public void end(Duration patience) throws InterruptedException {
    synchronized (this) {
      ending = true;
      // They are in the report as refused, so that nobody looks for them in vain.
      List.copyOf(waiting).forEach(request -> apply(request.name(), request.spec()));
    }
    migrations().forEach(LocalMigration::runEnds);
    threads.shutdown();
    threads.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() throws InterruptedException {
    looks.shutdownNow();
    threads.shutdownNow();
    threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
