package dev.millrace.local.running;

import dev.millrace.api.CoapGatewaySpec;
import dev.millrace.api.GatewayResourceSpec;
import dev.millrace.api.StreamPipelineSpec;
import dev.millrace.api.manifest.Resource;
import dev.millrace.controllog.ControlLogException;
import dev.millrace.controllog.KafkaConnection;
import dev.millrace.controllog.PartitionHistory;
import dev.millrace.controllog.StageHistories;
import dev.millrace.local.check.CheckPlan;
import dev.millrace.local.check.CheckReport;
import dev.millrace.local.check.Checker;
import dev.millrace.local.check.PartitionCourse;
import dev.millrace.local.check.PartitionCourse.Birth;
import dev.millrace.stream.pipeline.StageNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;

/**
 * Brings a run to an end at which its output is defined: devices stop and wait for their answers,
 * gateways close, every stage consumes its input to the end, stages stop, and everything is
 * checked. The broker goes on running until the run is closed.
 */
public final class RunEnd {
  /** Longer than a gateway waits for the broker by default before it answers. */
  private static final Duration ANSWERS = Duration.ofSeconds(45);

  /** How long a stage may stand still while it has something to do. */
  private static final Duration STANDSTILL = Duration.ofSeconds(60);

  /** How long a migration that is under way may hold up the end. */
  private static final Duration MIGRATIONS = Duration.ofSeconds(60);

  /** How long it may take to read what a control log says. */
  private static final Duration HISTORIES = Duration.ofSeconds(30);

  private final LocalRun run;
  private final Consumer<String> phase;
  private final List<String> failures = new ArrayList<>();

  /**
   * The end of a run.
   *
   * @param phase is told what is being done
   */
  public RunEnd(LocalRun run, Consumer<String> phase) {
    this.run = run;
    this.phase = phase;
  }

  /** Ends the run and checks it. */
  public RunResult finish(StopSignal.Reason reason) throws InterruptedException {
    if (run.stop().failure() != null) {
      failures.add(run.stop().failure());
    }
    if (run.isBrokerLost()) {
      return new RunResult(reason, false, null, List.copyOf(failures));
    }
    run.endFaults();
    phase.accept("devices wait for their last answers");
    stopFleets();
    phase.accept("gateways close");
    run.gateways().forEach(gateway -> gateway.gateway().close());
    phase.accept("migrations end");
    run.migrations().end(MIGRATIONS);
    phase.accept("stages read to the end");
    Drain.Result drained = drain();
    if (!drained.complete()) {
      failures.add(
          "not every stage has read its input to the end: "
              + run.stages().stream()
                  .filter(stage -> stage.status().lag() > 0 || stage.status().lastError() != null)
                  .map(
                      stage ->
                          "%s with lag %d, last error: %s"
                              .formatted(
                                  stage.name(), stage.status().lag(), stage.status().lastError()))
                  .toList());
    }
    Set<String> restarted = restartedStages();
    phase.accept("stages stop");
    run.stages().forEach(RunningStage::close);
    phase.accept("checking");
    return new RunResult(
        reason, drained.complete(), check(drained, restarted), List.copyOf(failures));
  }

  private void stopFleets() {
    for (RunningFleet fleet : run.fleets()) {
      try {
        fleet.fleet().stop(ANSWERS);
      } catch (IllegalStateException e) {
        failures.add("fleet %s: %s".formatted(fleet.name(), e.getMessage()));
      }
    }
  }

  private Drain.Result drain() throws InterruptedException {
    try (InputEnds ends = new InputEnds(run.bootstrapServers())) {
      return new Drain(run.stages(), run.partitions(), ends).await(STANDSTILL);
    } catch (KafkaException e) {
      failures.add("the broker does not answer: " + e.getMessage());
      return new Drain.Result(Map.of(), false);
    }
  }

  private CheckReport check(Drain.Result drained, Set<String> restarted) {
    Map<String, StreamPipelineSpec> pipelines = new TreeMap<>();
    for (StageNode stage : run.graph().stages()) {
      pipelines.put(stage.pipeline().name(), stage.pipeline().spec());
    }
    Set<String> gatewayTopics = new TreeSet<>();
    for (Resource<CoapGatewaySpec> gateway : run.graph().gateways()) {
      gateway.spec().resources().stream()
          .map(GatewayResourceSpec::topic)
          .forEach(gatewayTopics::add);
    }
    CheckPlan plan =
        new CheckPlan(
            pipelines,
            gatewayTopics,
            run.fleets().stream().map(RunningFleet::log).toList(),
            run.hasOtherMessages(),
            restarted,
            drained.consumed(),
            courses());
    try {
      return Checker.check(plan, run.bootstrapServers(), part -> phase.accept("checking " + part));
    } catch (KafkaException e) {
      failures.add("the topics cannot be read: " + e.getMessage());
      return null;
    }
  }

  /** What the control logs say of the stages, those of earlier runs over the same data too. */
  private Map<String, Map<Integer, PartitionCourse>> courses() {
    Map<String, StageHistories> pipelines = new TreeMap<>();
    Map<String, Map<Integer, PartitionCourse>> courses = new TreeMap<>();
    KafkaConnection kafka = KafkaConnection.plain(run.bootstrapServers());
    for (StageNode stage : run.graph().stages()) {
      String pipeline = stage.pipeline().name();
      try {
        if (!pipelines.containsKey(pipeline)) {
          pipelines.put(pipeline, StageHistories.read(kafka, pipeline, HISTORIES));
        }
        courses.put(stage.id(), courses(pipelines.get(pipeline).of(stage.id())));
      } catch (ControlLogException e) {
        failures.add("who owned %s is not known: %s".formatted(stage.id(), e.getMessage()));
      }
    }
    return courses;
  }

  private static Map<Integer, PartitionCourse> courses(Map<Integer, PartitionHistory> histories) {
    Map<Integer, PartitionCourse> courses = new TreeMap<>();
    histories.forEach(
        (partition, history) ->
            courses.put(
                partition,
                new PartitionCourse(
                    history.births().stream()
                        .map(begun -> new Birth(begun.generation(), begun.offset()))
                        .toList(),
                    history.routed())));
    return courses;
  }

  /** A stage that was restarted may have repeated identities: readers drop them. */
  private Set<String> restartedStages() {
    Set<String> restarted = new TreeSet<>();
    for (RunningStage stage : run.stages()) {
      if (stage.status().restarts() > 0) {
        restarted.add(stage.name());
      }
    }
    return restarted;
  }
}
