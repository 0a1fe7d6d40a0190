package dev.millrace.gateway.downlink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PositionsTest {
  private final Positions positions = new Positions();

  /** Each number opens the next record, or ends one of those that are open. */
  @Property
  void nothingIsCommittedThatHasAnOpenRecordBeforeIt(@ForAll @Size(max = 60) List<Byte> steps) {
    Positions some = new Positions();
    List<Long> open = new ArrayList<>();
    long next = 5;
    for (byte step : steps) {
      if (step >= 0 || open.isEmpty()) {
        some.opened(0, next);
        open.add(next++);
      } else {
        some.done(0, open.remove(Math.floorMod(step, open.size())));
      }
      long expected = open.isEmpty() ? next : open.stream().min(Long::compare).orElseThrow();
      Map<Integer, Long> ready = some.toCommit();
      some.committed(ready);

      assertThat(ready.getOrDefault(0, expected)).isEqualTo(expected);
      assertThat(some.toCommit()).as("once").isEmpty();
    }
  }

  @Test
  void whatCouldNotBeCommittedIsTriedAgain() {
    positions.opened(0, 7);
    positions.done(0, 7);

    assertThat(positions.toCommit()).isEqualTo(Map.of(0, 8L));
    assertThat(positions.toCommit()).isEqualTo(Map.of(0, 8L));
  }

  @Test
  void aPartitionThatHasGoneIsNotCommitted() {
    positions.opened(0, 7);
    positions.opened(1, 3);
    positions.forget(0);
    positions.done(0, 7);
    positions.done(1, 3);

    assertThat(positions.toCommit()).isEqualTo(Map.of(1, 4L));
  }
}
