package dev.millrace.stream.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Why the errata X1 and X2 are errata (checklist F7): as printed, the algorithms fail the examples
 * that stand beside them, and with only one of the repairs they still do. If one of these tests
 * fails, it is the printed form that was not copied faithfully.
 */
class PrintedAlgorithmsTest {
  private static final String A =
      "S3,3 T2,2 S7,4 T5,3 S9,2 T9,4 S13,4 T12,3 S18,5 T17,5 S20,2 T20,3";
  private static final String B = "S5,5 T1,1 S9,4 T5,4 S13,4 T10,5 S18,5 T15,5 S20,2 T20,5";
  private static final String C =
      "S1,1 T6,6 S10,9 T14,8 S11,1 T15,1 S15,4 T17,2 S17,2 T19,2 S20,3 T20,1";

  @Test
  void exampleALosesAllButTheFirstResult() {
    assertOutput(PrintedAlgorithms.literal(0), A, "S3,3", 3);
  }

  @Test
  void exampleBLosesAllButTheFirstResult() {
    assertOutput(PrintedAlgorithms.literal(3), B, "S5,5", 5);
  }

  /** Appendix A, printed-version-fails-c. */
  @Test
  void exampleCCountsBelowZero() {
    assertOutput(PrintedAlgorithms.literal(3), C, "S-4,-4 T14,8 T15,1 T17,2 T19,2 T20,1", 10);
  }

  @Test
  void theAbsoluteOffsetAloneStillLosesSourceResults() {
    assertOutput(new PrintedAlgorithms(0, true, false), A, "S3,3", 3);
  }

  @Test
  void keepingTheNewerAloneStillCountsBelowZero() {
    PrintedAlgorithms halfRepaired = new PrintedAlgorithms(3, false, true);
    assertOutput(halfRepaired, C, "S-4,-4 T14,8 T15,1 T17,2 T19,2 T20,1", 10);
  }

  @Test
  void bothRepairsGiveTheFigures() {
    assertOutput(new PrintedAlgorithms(0, true, true), A, "S3,3 S7,4 S9,2 T12,3 T17,5 T20,3", 20);
    assertOutput(new PrintedAlgorithms(3, true, true), B, "S5,5 S9,4 S13,4 T15,2 T20,5", 20);
    assertOutput(
        new PrintedAlgorithms(3, true, true), C, "S1,1 S10,9 S14,4 T15,1 T17,2 T19,2 T20,1", 20);
  }

  private static void assertOutput(
      PrintedAlgorithms algorithms, String in, String expected, long sum) {
    List<PrintedAlgorithms.Event> out = algorithms.run(MonitorRun.parse(in));
    assertThat(out.stream().map(Object::toString).collect(Collectors.joining(" ")))
        .isEqualTo(expected);
    assertThat(out.stream().mapToLong(PrintedAlgorithms.Event::value).sum()).isEqualTo(sum);
  }
}
