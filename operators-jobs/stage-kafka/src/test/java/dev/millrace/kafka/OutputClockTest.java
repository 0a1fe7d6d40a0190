package dev.millrace.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.controllog.OutputTimes;
import dev.millrace.stream.stage.Channel;
import dev.millrace.stream.stage.Output;
import dev.millrace.stream.stage.RecordHeader;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OutputClockTest {
  private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  private long now = -5_000 * MILLI;
  private final OutputClock clock = new OutputClock(() -> now);

  @Test
  void whoHasSentNothingSaysNothing() {
    now += 3_000 * MILLI;
    clock.noted();
    assertThat(clock.times()).isEqualTo(OutputTimes.NONE);
  }

  @Test
  void firstAndLastAndTheLongestBetween() {
    at(10, 4, 5);
    at(30, 7);
    at(5, 8);
    now += 2 * MILLI;
    assertThat(clock.times()).isEqualTo(new OutputTimes(4, 37_000, 8, 2_000, 30_000));
  }

  @Test
  void whatSomebodyElseHasWrittenDoesNotCount() {
    Output there = output(3);
    there.acknowledge(Output.SOMEWHERE);
    clock.found(there);
    clock.noted();
    assertThat(clock.times()).isEqualTo(OutputTimes.NONE);
  }

  // Would catch: the time as a shadow counted as a gap.
  @Test
  void aNewOwnershipHasAFirstOutputOfItsOwn() {
    at(10, 4);
    clock.opened();
    now += 4_000 * MILLI;
    assertThat(clock.times()).isEqualTo(new OutputTimes(0, 0, 4, 4_000_000, 0));
    at(1, 90);
    at(6, 91);
    assertThat(clock.times()).isEqualTo(new OutputTimes(90, 6_000, 91, 0, 6_000));
  }

  @Test
  void aGapIsForgottenAfterTenSeconds() {
    at(0, 1);
    at(900, 2);
    for (int sn = 3; sn <= 92; sn++) {
      at(100, sn);
    }
    assertThat(clock.times().longestGapMicros()).isEqualTo(900_000);
    at(100, 93);
    at(100, 94);
    assertThat(clock.times().longestGapMicros()).isEqualTo(100_000);
    now += 60_000 * MILLI;
    assertThat(clock.times().longestGapMicros()).isZero();
  }

  private void at(long millisLater, long... sns) {
    now += millisLater * MILLI;
    for (long sn : sns) {
      Output output = output(sn);
      output.acknowledge(sn);
      clock.found(output);
    }
    clock.noted();
  }

  private static Output output(long sn) {
    return new Output(sn, 0, Channel.MAIN, 0, null, new byte[0], new RecordHeader[0]);
  }
}
