package dev.millrace.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.stream.state.Cell;
import dev.millrace.stream.state.RecordKey;
import dev.millrace.stream.state.StateSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BackendSnapshotTest {
  private static final RecordKey KEY = RecordKey.of("k");

  // More than 128 key groups take two bytes in front of each key.
  @ParameterizedTest
  @EnumSource
  void aTaskWithSomeOfManyPartitions(TestBackend.Kind kind) throws Exception {
    try (TestBackend backend = new TestBackend(kind, 300, KeyGroupRange.of(120, 140))) {
      for (int partition = 120; partition <= 140; partition++) {
        backend.store(partition).put(0, KEY, partition, Cell.ofNumbers(partition));
      }
      assertThat(instances(backend, 120)).containsExactly(120L);
      assertThat(instances(backend, 131)).containsExactly(131L);
      assertThat(instances(backend, 140)).containsExactly(140L);
    }
  }

  @ParameterizedTest
  @EnumSource
  void onlyOneAtATime(TestBackend.Kind kind) {
    try (TestBackend backend = TestBackend.open(kind, 2)) {
      FlinkStore store = backend.store(1);
      store.put(0, KEY, 1, Cell.ofNumbers(1));
      StateSnapshot snapshot = store.snapshot((s, k, i, c) -> {});
      assertThatThrownBy(() -> store.snapshot((s, k, i, c) -> {}))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("is running");
      assertThat(instances(backend, 0)).isEmpty();
      snapshot.cancel();
      snapshot.cancel();
      assertThat(instances(backend, 1)).containsExactly(1L);
      assertThatThrownBy(() -> snapshot.advance(1))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("has ended");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aSinkThatFailsEndsNothingByItself(TestBackend.Kind kind) {
    try (TestBackend backend = TestBackend.open(kind, 2)) {
      FlinkStore store = backend.store(0);
      store.put(0, KEY, 1, Cell.ofNumbers(1));
      StateSnapshot snapshot =
          store.snapshot(
              (s, k, i, c) -> {
                throw new IllegalStateException("full");
              });
      assertThatThrownBy(() -> snapshot.advance(10)).hasMessage("full");
      snapshot.cancel();
      assertThat(instances(backend, 0)).containsExactly(1L);
    }
  }

  // Would catch: a task that hangs at its end, as RocksDB waits for whoever still reads from it.
  @ParameterizedTest
  @EnumSource
  @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void theEndOfTheTaskEndsSnapshots(TestBackend.Kind kind) {
    List<StateSnapshot> left = new ArrayList<>();
    try (TestBackend backend = TestBackend.open(kind, 2)) {
      for (int partition = 0; partition < 2; partition++) {
        FlinkStore store = backend.store(partition);
        store.put(0, KEY, 1, Cell.ofNumbers(1));
        left.add(store.snapshot((s, k, i, c) -> {}));
      }
    }
    for (StateSnapshot snapshot : left) {
      assertThatThrownBy(() -> snapshot.advance(1)).hasMessageContaining("has ended");
    }
  }

  private static List<Long> instances(TestBackend backend, int partition) {
    List<Long> found = new ArrayList<>();
    StateSnapshot snapshot =
        backend.store(partition).snapshot((s, k, instance, c) -> found.add(instance));
    while (!snapshot.advance(1)) {
      assertThat(found).hasSizeLessThan(2);
    }
    return found;
  }
}
