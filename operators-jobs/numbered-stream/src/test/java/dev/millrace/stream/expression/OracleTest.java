package dev.millrace.stream.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cel.runtime.CelRuntime;
import dev.millrace.api.FieldType;
import dev.millrace.stream.record.EvaluationException;
import dev.millrace.stream.record.Row;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/**
 * The closures agree with CEL's own runtime on random expressions and rows: same value, or both an
 * error.
 */
class OracleTest {
  private static final int ROWS = 25;
  private static final int DEPTH = 4;
  private static final Environment ENVIRONMENT =
      Environment.empty()
          .withStruct("value", "topic readings", RandomExpressions.SCHEMA)
          .withText("key");

  private final ExpressionCompiler compiler = new ExpressionCompiler();
  private final PlannerOracle oracle = new PlannerOracle(ENVIRONMENT, RandomExpressions.SCHEMA);

  @Property(tries = 1500, shrinking = ShrinkingMode.OFF)
  void closuresAgreeWithThePlannerRuntime(@ForAll long seed, @ForAll FieldType type)
      throws ExpressionException {
    RandomExpressions expressions = new RandomExpressions(seed);
    String source = expressions.source(type, DEPTH);
    TypedExpression expression = compiler.scalar(source, ENVIRONMENT);
    CelRuntime.Program program = oracle.program(source);
    Scope scope = new Scope(ENVIRONMENT);
    for (int i = 0; i < ROWS; i++) {
      Row row = expressions.row();
      String key = expressions.text();
      scope.set(0, row).set(1, key);
      assertThat(evaluate(expression, scope))
          .as("%s with key '%s' on %s", source, key, row)
          .isEqualTo(oracle.evaluate(program, row, key));
    }
  }

  private static Optional<Object> evaluate(TypedExpression expression, Scope scope) {
    try {
      return Optional.of(
          switch (expression.type()) {
            case INT -> (Object) expression.node().integer(scope);
            case DOUBLE -> (Object) expression.node().real(scope);
            case STRING -> expression.node().text(scope);
            case BOOL -> (Object) expression.node().bool(scope);
          });
    } catch (EvaluationException e) {
      return Optional.empty();
    }
  }
}
