package dev.millrace.local.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.millrace.stream.stage.StageCompiler;

/** {@link NumberingCost} in a JVM of its own. */
final class NumberingProcess {
  private NumberingProcess() {}

  /** Argument: whether the quick form is wanted. */
  public static void main(String[] arguments) throws JsonProcessingException {
    StageUnderTest stage = StageUnderTest.numbered("numbering", "readings", true);
    NumberingCost cost =
        new NumberingCost(
            StageCompiler.compile(
                stage.pipeline(),
                stage.spec("localhost:9092"),
                stage.settings("localhost:9092", null).stage()));
    NumberingCost.Result result = cost.measure(Boolean.parseBoolean(arguments[0]));
    Answers.print("stage", result.stageNanos(), "numbering", result.numberingNanos());
  }
}
