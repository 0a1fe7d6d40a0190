package dev.millrace.stream.stage;

import dev.millrace.api.StageSpec;
import dev.millrace.api.StreamPipelineSpec;
import dev.millrace.stream.expression.ExpressionCompiler;

/** Compiles a stage of a pipeline: types every expression, fills in every default. */
public final class StageCompiler {
  private StageCompiler() {}

  /**
   * Compiles one stage. The fields of topics that do not declare them follow from the stages that
   * write them.
   *
   * @throws PlanException with everything that is wrong with this stage
   * @throws IllegalArgumentException if the pipeline has no such stage
   */
  public static StagePlan compile(
      String pipelineName, StreamPipelineSpec pipeline, String stageName) {
    TopicPlans topics = new TopicPlans(pipeline);
    StageSpec stage =
        topics.stages().stream()
            .filter(candidate -> stageName.equals(candidate.name()))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "pipeline " + pipelineName + " has no stage " + stageName));
    ExpressionCompiler expressions = new ExpressionCompiler();
    TopicSchemas schemas = new TopicSchemas(pipelineName, topics, expressions);
    return new StageCompilation(pipelineName, topics, expressions, schemas).compile(stage);
  }
}
