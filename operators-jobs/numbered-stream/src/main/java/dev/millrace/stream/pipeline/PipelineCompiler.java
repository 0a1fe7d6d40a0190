package dev.millrace.stream.pipeline;

import dev.millrace.api.manifest.Problem;
import dev.millrace.api.manifest.Resource;
import dev.millrace.stream.stage.StagePlan;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns the resources of a directory into a graph, or says everything that is wrong with them. */
public final class PipelineCompiler {
  private PipelineCompiler() {}

  /**
   * Checks resources against each other: names, wiring, cycles, keys of joins, placement, and all
   * expressions. Touches nothing outside.
   *
   * @param resources valid each for itself and with defaults filled in, all of a directory, in the
   *     order of the files; if some could not be loaded, those that name them are reported
   */
  public static CheckResult check(List<Resource<?>> resources) {
    Inventory inventory = Inventory.of(resources);
    Wiring wiring = Wiring.of(inventory);
    Problems problems = new Problems();
    StageNames.check(inventory, problems);
    TopicReferences.check(inventory, wiring, problems);
    TopicAgreement.check(inventory, problems);
    Cycles.check(inventory, wiring, problems);
    Inputs.check(inventory, wiring, problems);
    Joins.check(inventory, wiring, problems);
    Placement.check(inventory, problems);
    Secrets.check(inventory, problems);
    Gateways.check(inventory, wiring, problems);
    Fleets.check(inventory, problems);
    Map<StageSite, StagePlan> plans = StagePlans.compile(inventory, wiring, problems);
    List<Problem> found = problems.inFileOrder();
    return new CheckResult(
        found.isEmpty()
            ? Optional.of(GraphBuilder.build(inventory, wiring, plans))
            : Optional.empty(),
        found);
  }

  /**
   * Checks what matters only where everything runs on one host and one broker: UDP ports, and names
   * of pipelines of several namespaces.
   *
   * @return the problems in the order of the files
   */
  public static List<Problem> checkLocal(List<Resource<?>> resources) {
    Problems problems = new Problems();
    Inventory inventory = Inventory.of(resources);
    Ports.check(inventory, problems);
    PipelineNames.check(inventory, problems);
    return problems.inFileOrder();
  }
}
