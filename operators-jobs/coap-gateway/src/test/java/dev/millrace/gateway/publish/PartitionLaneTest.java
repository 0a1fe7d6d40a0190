package dev.millrace.gateway.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PartitionLaneTest {
  enum Event {
    ADD,
    ACKNOWLEDGE,
    ACKNOWLEDGE_MEANWHILE,
    FAIL,
    FAIL_ELSEWHERE
  }

  @Test // protocol story 17
  void theFirstOfASessionGoesAlone() {
    PartitionLane<Integer> lane = new PartitionLane<>();
    lane.add(1);
    lane.add(2);
    lane.add(3);

    assertThat(lane.next()).isEqualTo(1);
    assertThat(lane.next()).isNull();
    lane.acknowledged();
    assertThat(lane.next()).isEqualTo(2);
    assertThat(lane.next()).isEqualTo(3);
  }

  @Test
  void afterAFailureTheNextWaitsForAllBeforeItAndGoesAlone() {
    PartitionLane<Integer> lane = new PartitionLane<>();
    for (int i = 1; i <= 5; i++) {
      lane.add(i);
    }
    lane.next();
    lane.acknowledged();
    lane.next();
    lane.next();
    lane.failed();
    assertThat(lane.next()).as("3 is still out").isNull();
    lane.acknowledged();
    assertThat(lane.next()).isEqualTo(4);
    assertThat(lane.next()).isNull();
    lane.acknowledged();
    assertThat(lane.next()).isEqualTo(5);
  }

  /** Whatever happens: in order, each once, and more than one is out only after a lone success. */
  @Property
  void orderIsKeptAndSessionsBeginAlone(@ForAll @Size(max = 60) List<Event> events) {
    PartitionLane<Integer> lane = new PartitionLane<>();
    List<Integer> sent = new ArrayList<>();
    Deque<Integer> out = new ArrayDeque<>();
    int added = 0;
    // Since the last failure, one was sent while nothing was out, and it succeeded.
    boolean proven = false;
    int lone = -1;
    for (Event event : events) {
      switch (event) {
        case ADD -> lane.add(added++);
        case ACKNOWLEDGE -> {
          if (!out.isEmpty()) {
            proven |= out.remove() == lone;
            lane.acknowledged();
          }
        }
        case ACKNOWLEDGE_MEANWHILE -> {
          if (!out.isEmpty()) {
            boolean taken = lane.acknowledgedMeanwhile();
            assertThat(taken).as("its thread need not know").isEqualTo(proven);
            if (taken) {
              out.remove();
            }
          }
        }
        case FAIL -> {
          if (!out.isEmpty()) {
            out.remove();
            proven = false;
            lone = -1;
            lane.failed();
          }
        }
        case FAIL_ELSEWHERE -> {
          proven = false;
          lone = -1;
          lane.endSession();
        }
      }
      for (Integer next = lane.next(); next != null; next = lane.next()) {
        assertThat(proven || out.isEmpty()).isTrue();
        lone = proven ? lone : next;
        out.add(next);
        sent.add(next);
      }
      assertThat(lane.outstanding()).isEqualTo(out.size());
    }
    assertThat(sent).isSorted().doesNotHaveDuplicates();
    assertThat(sent.size() + lane.abandon().size()).isEqualTo(added);
    assertThat(lane.next()).isNull();
  }
}
