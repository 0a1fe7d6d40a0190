package dev.millrace.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is a member of the control log. */
class StageMonitorTest {
  private final StageMonitor monitor = new StageMonitor("p.s", Clock.systemUTC());

  @Test
  void aPartitionIsJoinedWhileItsAttemptLasts() {
    Object first = new Object();
    Object second = new Object();
    monitor.joined(first, List.of(0, 2));
    monitor.joined(second, List.of(1, 3));

    monitor.left(first);

    assertThat(monitor.joined()).containsExactly(1, 3);
  }

  @Test
  void theEndOfAnAttemptDoesNotTakeAwayWhatItsSuccessorHasJoined() {
    Object old = new Object();
    monitor.joined(old, List.of(0));
    monitor.joined(new Object(), List.of(0));

    monitor.left(old);

    assertThat(monitor.joined()).containsExactly(0);
  }
}
