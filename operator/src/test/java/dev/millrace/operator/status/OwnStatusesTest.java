package dev.millrace.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.NodePool;
import dev.millrace.api.NodePoolStatus;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnStatusesTest {
  private static final NodePoolStatus READY = status(1);
  private static final NodePoolStatus UNREADY = status(0);

  private final OwnStatuses own = new OwnStatuses();

  /** A watch that is late: what has changed and changed back must be written back as well. */
  @Test
  void whatWasWrittenCountsUntilItHasBeenSeen() {
    own.wrote(pool(100, UNREADY), UNREADY);
    assertThat(own.latest(pool(99, READY))).isEqualTo(UNREADY);
    assertThat(own.latest(pool(100, UNREADY))).isEqualTo(UNREADY);
  }

  @Test
  void whatSomebodyElseHasWrittenSinceCounts() {
    own.wrote(pool(100, UNREADY), UNREADY);
    assertThat(own.latest(pool(101, READY))).isEqualTo(READY);
    assertThat(own.latest(pool(99, READY))).as("nothing is kept").isEqualTo(READY);
  }

  @Test
  void whoHasWrittenNothingGoesByWhatIsSeen() {
    assertThat(own.latest(pool(7, READY))).isEqualTo(READY);
  }

  private static NodePool pool(long version, NodePoolStatus status) {
    NodePool pool = new NodePool();
    pool.setMetadata(
        new ObjectMetaBuilder().withUid("a").withResourceVersion(Long.toString(version)).build());
    pool.setStatus(status);
    return pool;
  }

  private static NodePoolStatus status(int ready) {
    return new NodePoolStatus(1L, List.of(), 1, ready);
  }
}
