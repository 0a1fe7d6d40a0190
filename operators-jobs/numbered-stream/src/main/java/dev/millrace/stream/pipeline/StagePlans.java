package dev.millrace.stream.pipeline;

import dev.millrace.api.StreamPipelineSpec;
import dev.millrace.api.manifest.Problem;
import dev.millrace.api.manifest.Resource;
import dev.millrace.stream.stage.PlanException;
import dev.millrace.stream.stage.PlanIssue;
import dev.millrace.stream.stage.StageCompiler;
import dev.millrace.stream.stage.StagePlan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compiles every stage, and says where in the manifests its expressions and steps are wrong. */
final class StagePlans {
  private final Map<StageSite, StagePlan> plans = new LinkedHashMap<>();
  private final Map<StageSite, List<PlanIssue>> issues = new LinkedHashMap<>();

  private StagePlans() {}

  /** The plans of the stages that compile. */
  static Map<StageSite, StagePlan> compile(Inventory inventory, Wiring wiring, Problems problems) {
    StagePlans compiled = new StagePlans();
    inventory.stages().forEach(compiled::compile);
    compiled.issues.forEach(
        (stage, found) -> {
          for (PlanIssue issue : found) {
            if (!compiled.isConsequence(stage, issue, wiring)) {
              problems.add(problem(stage.pipeline(), issue));
            }
          }
        });
    return compiled.plans;
  }

  /**
   * A stage whose topics are not declared is not compiled: what its expressions may use is not
   * known, and that the topics are missing is reported already.
   */
  private void compile(StageSite stage) {
    Set<String> declared = stage.topics().keySet();
    if (declared.contains(stage.spec().from()) && declared.contains(stage.spec().to().topic())) {
      try {
        String pipeline = stage.pipeline().name();
        plans.put(stage, StageCompiler.compile(pipeline, stage.pipeline().spec(), stage.name()));
      } catch (PlanException e) {
        issues.put(stage, e.issues());
      }
    }
  }

  /** Whether an input has no known fields only because a stage that writes it has errors. */
  private boolean isConsequence(StageSite stage, PlanIssue issue, Wiring wiring) {
    String topic = stage.spec().from();
    return issue.fieldPath().equals(stage.field("from").toString())
        && stage.topics().get(topic).fields() == null
        && wiring.readers().stream()
            .filter(writer -> writer.pipeline().equals(stage.pipeline()))
            .filter(writer -> writer.intendedOutput().equals(topic))
            .anyMatch(writer -> !plans.containsKey(writer));
  }

  private static Problem problem(Resource<StreamPipelineSpec> pipeline, PlanIssue issue) {
    String message = Sentence.of(issue.message());
    String hint = issue.suggestion() == null ? "" : Sentence.of(issue.suggestion());
    if (issue.line() < 0) {
      return Problem.at(pipeline.source(), issue.fieldPath(), message, hint);
    }
    return Problem.inExpression(
        pipeline.source(),
        issue.fieldPath(),
        new ScalarLookup(pipeline).text(issue.fieldPath()),
        issue.line(),
        issue.column(),
        message,
        hint);
  }
}
