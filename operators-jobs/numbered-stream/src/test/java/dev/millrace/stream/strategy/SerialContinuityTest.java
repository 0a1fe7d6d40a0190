package dev.millrace.stream.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Inputs for which offsets of serial numbers are no numbers of records (requirements 4.5). */
class SerialContinuityTest {
  @Test
  void resultsThatFollowEachOtherAreContinuousForEachOperatorAlone() {
    String golden = "S3,10 T5,1 S6,3 T9,4 S9,3 T11,2";
    SerialContinuity continuity = SerialContinuity.initial();
    for (WindowResult result : MonitorRun.parse(golden)) {
      assertThat(continuity.breach(result)).as("%s", result).isEmpty();
      continuity = continuity.after(result);
    }
  }

  /** Half of the records are filtered out: finds what the monitor would correct wrongly. */
  @Test
  void aFilterBeforeTheCountIsFound() {
    assertThat(breach("S10,5", "S20,5"))
        .contains("counts from serial number 16, but the result before it ended with 10");
    assertThat(breach("T8,4", "T20,6")).contains("counts from serial number 15");
  }

  @Test
  void aRepeatedResultIsFound() {
    assertThat(breach("S10,5", "S10,5")).contains("counts from serial number 6");
  }

  private static String breach(String before, String next) {
    WindowResult first = MonitorRun.parse(before).get(0);
    return SerialContinuity.initial()
        .after(first)
        .breach(MonitorRun.parse(next).get(0))
        .orElseThrow();
  }
}
