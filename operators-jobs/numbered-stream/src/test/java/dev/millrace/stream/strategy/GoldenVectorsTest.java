package dev.millrace.stream.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.stream.strategy.MonitorNotice.Synchronised;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The golden vectors of the requirements, Appendix A (checklist F1, F2, F5). Any deviation from the
 * repaired algorithms, in what is forwarded, changed, swallowed or reported, changes one of them.
 */
class GoldenVectorsTest {
  private static final String STRONG =
      "S3,3 T2,2 S7,4 T5,3 S9,2 T9,4 S13,4 T12,3 S18,5 T17,5 S20,2 T20,3";

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          source-ahead-6.15    | 3 | S5,5 T1,1 S9,4 T5,4 S13,4 T10,5 S18,5 T15,5 S20,2 T20,5 | SOURCE_AHEAD | 3 | S5,5 S9,4 S13,4 T15,2 T20,5
          target-ahead-6.19    | 3 | S1,1 T6,6 S10,9 T14,8 S11,1 T15,1 S15,4 T17,2 S17,2 T19,2 S20,3 T20,1 | TARGET_AHEAD | -3 | S1,1 S10,9 S14,4 T15,1 T17,2 T19,2 T20,1
          swallow-several      | 4 | S5,5 T1,1 S11,6 T2,1 S12,1 T8,6 T9,1 T10,1 S15,3 T12,2 T15,3 | SOURCE_AHEAD | 4 | S5,5 T8,3 T9,1 T10,1 T12,2 T15,3
          value-new-zero       | 2 | S4,4 T2,2 T4,2 T7,3 | SOURCE_AHEAD | 2 | S4,4 T7,3
          target-first         | 1 | T3,3 S4,4 T6,3 S8,4 T9,3 | SOURCE_AHEAD | 1 | S4,4 T6,2 T9,3
          old-is-target-strong | 0 | S2,2 T4,2 S4,2 S6,2 T6,2 | STRONG | 0 | S2,2 S4,2 T6,2
          unnumbered-u7        | 0 | S3,10 T2,2 S6,3 T5,3 S9,3 T9,4 T11,2 | STRONG | 0 | S3,10 S6,3 S9,3 T11,2
          target-joins-late    | 0 | S3,3 S6,3 T6,2 T9,3 | STRONG | 0 | S3,3 S6,3 T9,3
          """)
  void vector(String name, long s, String in, SynchronisationKind kind, long offset, String out) {
    check(s, in, kind, offset, out);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          strong-6.11         | 0 | STRONG       | 0 | S3,3 S7,4 S9,2 T12,3 T17,5 T20,3
          strong-data-with-S3 | 3 | SOURCE_AHEAD | 1 | S3,3 T5,2 T9,4 T12,3 T17,5 T20,3
          """)
  void vectorOfFigure611(String name, long s, SynchronisationKind kind, long offset, String out) {
    check(s, STRONG, kind, offset, out);
  }

  private static void check(
      long s, String in, SynchronisationKind kind, long offset, String expected) {
    MonitorRun run = MonitorRun.of(s, MonitorRun.parse(in));
    assertThat(run.forwarded()).containsExactlyElementsOf(MonitorRun.parse(expected));
    assertThat(run.notices()).hasSize(1);
    Synchronised outcome = (Synchronised) run.notices().get(0);
    assertThat(outcome.kind()).isEqualTo(kind);
    assertThat(outcome.offset()).isEqualTo(offset);
    long lastOfSource =
        run.forwarded().stream()
            .filter(result -> result.isFrom(Origin.SOURCE))
            .mapToLong(WindowResult::sn)
            .max()
            .orElseThrow();
    assertThat(outcome.sn()).as("the cut").isEqualTo(lastOfSource);
  }
}
