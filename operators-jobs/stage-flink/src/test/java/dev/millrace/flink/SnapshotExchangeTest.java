package dev.millrace.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.stream.replica.ReplicaImage;
import dev.millrace.stream.snapshot.SnapshotChunk;
import dev.millrace.stream.snapshot.SnapshotReader;
import dev.millrace.stream.snapshot.SnapshotWriter;
import dev.millrace.stream.stage.StageImage;
import dev.millrace.stream.state.Cell;
import dev.millrace.stream.state.CellSink;
import dev.millrace.stream.state.HashState;
import dev.millrace.stream.state.PartitionState;
import dev.millrace.stream.state.RecordKey;
import dev.millrace.stream.state.SnapshotStore;
import dev.millrace.stream.state.StateSnapshot;
import dev.millrace.stream.state.StateStore;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Snapshots from one engine's state into the other's; this thread loads, another is the task's. */
class SnapshotExchangeTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int CELLS = 40_000;

  private final ExecutorService task = Executors.newSingleThreadExecutor();

  @AfterEach
  void end() {
    task.shutdownNow();
  }

  @ParameterizedTest
  @EnumSource
  void whatGoesToFlinkAndBackIsTheSame(TestBackend.Kind kind) throws Exception {
    HashState light = new HashState();
    fill(light, CELLS, 1);
    try (TestBackend backend = TestBackend.open(kind, 3)) {
      FlinkStore flink = backend.store(1);
      CellLoad load = new CellLoad(flink, task, PATIENCE);
      List<SnapshotChunk> sent = chunks(light);
      assertThat(sent).hasSizeGreaterThan(1);
      read(sent, load.get());
      load.finish();
      List<SnapshotChunk> returned = inTask(() -> chunks(flink));
      assertThat(inTask(() -> contents(flink))).isEqualTo(contents(light));
      HashState back = new HashState();
      read(returned, back);
      assertThat(contents(back)).isEqualTo(contents(light));
      assertThat(PartitionState.digestOf(back)).isEqualTo(PartitionState.digestOf(light));
      assertThat(inTask(() -> PartitionState.digestOf(flink)))
          .isEqualTo(PartitionState.digestOf(light));
    }
  }

  // Cells of the first attempt are elsewhere, at the same places, and fewer or more of them.
  @ParameterizedTest
  @EnumSource
  void anAttemptLeavesNothingOfTheOneBefore(TestBackend.Kind kind) throws Exception {
    HashState first = new HashState();
    fill(first, 7_777, 3);
    HashState second = new HashState();
    fill(second, 5_000, 1);
    try (TestBackend backend = TestBackend.open(kind, 3)) {
      FlinkStore flink = backend.store(1);
      FlinkStore neighbour = backend.store(2);
      task.submit(() -> fill(neighbour, 100, 1)).get();
      CellLoad load = new CellLoad(flink, task, PATIENCE);
      CellSink abandoned = load.get();
      first.forEach(abandoned::put);
      read(chunks(second), load.get());
      load.finish();
      assertThat(inTask(() -> contents(flink))).isEqualTo(contents(second));
      assertThat(inTask(flink::size)).isEqualTo(5_000);
      assertThat(inTask(() -> contents(neighbour))).hasSize(100);
    }
  }

  private <T> T inTask(Callable<T> work) throws Exception {
    return task.submit(work).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  private static void fill(StateStore store, int cells, int stride) {
    for (int i = 0; i < cells; i++) {
      store.put(
          i % 3,
          RecordKey.of("key-" + i * stride),
          i % 5 - 2,
          new Cell(new long[] {i, -i}, new String[] {null, "ä" + i}));
    }
  }

  private static List<SnapshotChunk> chunks(SnapshotStore store) throws IOException {
    ReplicaImage image =
        new ReplicaImage(
            1,
            new StageImage(100, 42, 1_000, 11, PartitionState.digestOf(store), List.of()),
            42,
            11,
            PartitionState.digestOf(store),
            List.of(),
            new TreeMap<>());
    List<SnapshotChunk> chunks = new ArrayList<>();
    SnapshotWriter writer = new SnapshotWriter("m", 1, image, chunks::add);
    StateSnapshot snapshot = store.snapshot(writer);
    boolean all;
    do {
      all = snapshot.advance(1_000);
    } while (!all);
    writer.finish();
    return chunks;
  }

  private static void read(List<SnapshotChunk> chunks, CellSink into) throws IOException {
    Iterator<SnapshotChunk> next = chunks.iterator();
    SnapshotReader.read(() -> next.hasNext() ? next.next() : null, into);
  }

  private static Map<CellPlace, Cell> contents(StateStore store) {
    Map<CellPlace, Cell> contents = new HashMap<>();
    store.forEach(
        (step, key, instance, cell) -> contents.put(new CellPlace(step, key, instance), cell));
    return contents;
  }
}
