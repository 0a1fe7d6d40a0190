package dev.millrace.stream.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.stream.strategy.MonitorNotice.Synchronised;
import dev.millrace.stream.strategy.MonitorState.Correct;
import dev.millrace.stream.strategy.MonitorState.Hold;
import dev.millrace.stream.strategy.MonitorState.PassSource;
import dev.millrace.stream.strategy.MonitorState.Switched;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

/** A monitor that is stopped and started from its bytes (checklist F9). */
class MonitorRestartProperties {
  private static final List<MonitorState> STATES =
      List.of(
          MonitorState.initial(),
          new Hold(new WindowResult(Origin.SOURCE, 300, 20)),
          new Hold(new WindowResult(Origin.TARGET, Long.MAX_VALUE, Long.MAX_VALUE)),
          new Correct(0, new Synchronised(70, 3)),
          new Switched(new Synchronised(70, -3)),
          new PassSource(Abort.DEADLINE));

  @Provide
  Arbitrary<Trial> trials() {
    return Trial.any();
  }

  /** Finds anything that a state has and its bytes have not. */
  @Property
  void aRestartBeforeEveryEventChangesNothing(
      @ForAll("trials") Trial trial, @ForAll @LongRange(max = 10) long s) throws IOException {
    SynchronisationMonitor monitor = new SynchronisationMonitor(s);
    MonitorState state = MonitorState.initial();
    for (WindowResult result : trial.arrival()) {
      MonitorState restarted = MonitorStateCodec.fromBytes(MonitorStateCodec.toBytes(state));
      assertThat(monitor.step(restarted, result)).isEqualTo(monitor.step(state, result));
      state = monitor.step(state, result).state();
    }
  }

  @Example
  void everyStateComesBack() throws IOException {
    for (MonitorState state : STATES) {
      assertThat(MonitorStateCodec.fromBytes(MonitorStateCodec.toBytes(state))).isEqualTo(state);
    }
  }

  /** Finds a reader that makes a state of half a state, or of a longer one. */
  @Example
  void bytesThatAreNoStateAreRefused() {
    for (MonitorState state : STATES) {
      byte[] bytes = MonitorStateCodec.toBytes(state);
      for (int length = 0; length <= bytes.length + 1; length++) {
        if (length != bytes.length) {
          byte[] wrong = Arrays.copyOf(bytes, length);
          assertThatThrownBy(() -> MonitorStateCodec.fromBytes(wrong))
              .as("%s cut to %d", state, length)
              .isInstanceOf(IOException.class);
        }
      }
    }
    assertRefused("of version 2", 2, 0);
    assertRefused("unknown form 9", 1, 9);
    assertRefused("unknown constant 2", 1, 4, 2);
    assertRefused("unknown constant -1", 1, 1, -1);
    assertRefused("count 0: sn must", 1, 1, 0, 8, 0);
    assertRefused("a remainder of 4", 1, 2, 8, 8, 2);
    assertRefused("synchronised at serial number -1", 1, 3, 1, 2);
  }

  private static void assertRefused(String why, int... numbers) {
    byte[] bytes = new byte[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      bytes[i] = (byte) numbers[i];
    }
    assertThatThrownBy(() -> MonitorStateCodec.fromBytes(bytes))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(why);
  }
}
