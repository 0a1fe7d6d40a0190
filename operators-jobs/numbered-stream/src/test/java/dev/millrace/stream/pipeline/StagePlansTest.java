package dev.millrace.stream.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Errors of expressions, with the line quoted and the place in it. */
class StagePlansTest {
  private static final String PIPELINE = "pipeline.yaml";

  @TempDir private Path copy;
  private ManifestDirectory parking;

  @BeforeEach
  void start() {
    parking = ManifestDirectory.of("valid-parking", copy);
  }

  @Test
  void aTypeErrorIsQuotedWithItsPlace() {
    CheckResult result =
        parking.with(PIPELINE, "lot: last(value.lot)", "lot: last(value.lot + 1)").check();

    assertThat(result.problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.fieldPath()).isEqualTo("spec.stages[1].steps[1].window.emit.lot");
              assertThat(problem.location().line()).isEqualTo(31);
              assertThat(problem.excerpt()).isEqualTo("last(value.lot + 1)");
              assertThat(problem.caret()).isEqualTo("last(value.lot ".length());
            });
  }

  @Test
  void anErrorOfOneStageIsNotRepeatedAtTheStagesThatReadItsResults() {
    assertThat(
            parking
                .with(PIPELINE, "entered: count(value.direction == 'in')", "entered: count(nope)")
                .check()
                .problems())
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem.fieldPath())
                    .isEqualTo("spec.stages[1].steps[1].window.emit.entered"));
  }

  @Test
  void errorsInSeveralStagesAreAllReported() {
    assertThat(
            parking
                .with(PIPELINE, "sum(value.entered - value.left)", "sum(value.enterd)")
                .with(PIPELINE, "key: value.lot", "key: value.lto")
                .check()
                .problems())
        .extracting(problem -> problem.fieldPath())
        .containsExactly("spec.stages[0].steps[0].running.occupied", "spec.stages[1].to.key");
  }

  @Test
  void theLineOfALongerExpressionIsQuoted() {
    CheckResult result =
        parking
            .with(
                PIPELINE,
                "filter: value.direction in ['in', 'out']",
                "filter: |-\n        value.direction == 'in' ||\n        value.directon == 'out'")
            .check();

    assertThat(result.problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.excerpt()).isEqualTo("value.directon == 'out'");
              assertThat(problem.caret()).isEqualTo("value.".length());
            });
  }
}
