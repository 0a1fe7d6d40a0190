package dev.millrace.local.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.cel.common.CelValidationException;
import dev.millrace.stream.expression.ExpressionException;

/** {@link ExpressionBench} in a JVM of its own. */
final class ExpressionProcess {
  private ExpressionProcess() {}

  /** Argument: whether the quick form is wanted. */
  public static void main(String[] arguments)
      throws CelValidationException, ExpressionException, JsonProcessingException {
    ExpressionBench.Result result =
        new ExpressionBench(Boolean.parseBoolean(arguments[0])).measure();
    Answers.print(
        "whole",
        result.whole().values(),
        "codec",
        result.codec().values(),
        "closures",
        result.closures().values(),
        "planned",
        result.planned().values());
  }
}
