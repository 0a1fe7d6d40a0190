package dev.millrace.api.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProblemReportTest {
  private static final SourceMap PIPELINE =
      new SourceMap(
          new Location("examples/parking/pipeline.yaml", 1, 1),
          Map.of(
              "spec.stages[0].steps[0].filter",
              new Location("examples/parking/pipeline.yaml", 31, 7)));
  private static final SourceMap GATEWAY =
      new SourceMap(
          new Location("examples/parking/gateway.yaml", 1, 1),
          Map.of("spec.resources[0].topic", new Location("examples/parking/gateway.yaml", 14, 5)));

  @Test
  void namesEverythingAtOnceAndPointsIntoExpressions() {
    Problem expression =
        Problem.inExpression(
            PIPELINE,
            "spec.stages[0].steps[0].filter",
            "value.directon in ['in', 'out']",
            1,
            6,
            "no field 'directon' in topic crossings (fields: lot, gate, direction).",
            Suggestion.didYouMean("directon", List.of("lot", "gate", "direction")));
    Problem topic =
        Problem.at(
            GATEWAY,
            "spec.resources[0].topic",
            "no stage reads 'crossing'.",
            "Topics: crossings, counts, occupancy.");

    assertThat(ProblemReport.render(List.of(expression, topic)))
        .isEqualTo(
            """
            examples/parking/gateway.yaml:14   spec.resources[0].topic: no stage reads 'crossing'. Topics: crossings, counts, occupancy.
            examples/parking/pipeline.yaml:31  spec.stages[0].steps[0].filter
              value.directon in ['in', 'out']
                    ^ no field 'directon' in topic crossings (fields: lot, gate, direction). Did you mean 'direction'?
            2 problems, nothing was started.
            """);
  }

  @Test
  void countsOneProblemAsOne() {
    assertThat(ProblemReport.render(List.of(Problem.in(Location.ofFile("dir"), "is empty.", ""))))
        .isEqualTo("dir  is empty.\n1 problem, nothing was started.\n");
  }

  @Test
  void saysNothingWithoutProblems() {
    assertThat(ProblemReport.render(List.of())).isEmpty();
  }

  @Test
  void showsTheLineOfALongExpressionThatIsMeant() {
    Problem problem =
        Problem.inExpression(PIPELINE, "spec", "a &&\n  b", 2, 2, "no variable 'b'.", "");

    assertThat(problem.excerpt()).isEqualTo("  b");
    assertThat(problem.caret()).isEqualTo(2);
  }

  @Test
  void aPlaceBeyondTheExpressionIsItsEnd() {
    Problem problem = Problem.inExpression(PIPELINE, "spec", "a &&", 7, 99, "ends too soon.", "");

    assertThat(problem.excerpt()).isEqualTo("a &&");
    assertThat(problem.caret()).isEqualTo(4);
  }

  @Test
  void aFieldThatTheFileDoesNotHaveIsPlacedAtTheNearestOneAroundIt() {
    assertThat(PIPELINE.locate("spec.stages[0].steps[0].filter.x[3]").line()).isEqualTo(31);
    assertThat(PIPELINE.locate("spec.topics[a.b].partitions").line()).isEqualTo(1);
    assertThat(SourceMap.unknown("parking").locate("spec")).hasToString("parking");
  }
}
