package dev.millrace.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.stream.state.Cell;
import dev.millrace.stream.state.CellSink;
import dev.millrace.stream.state.RecordKey;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What can go wrong between the loading thread and the task. */
class CellLoadTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Executor AT_ONCE = Runnable::run;

  private TestBackend backend;
  private FlinkStore store;

  @BeforeEach
  void open() throws Exception {
    backend = new TestBackend(TestBackend.Kind.HEAP, 4, KeyGroupRange.of(0, 1));
    store = backend.store(0);
  }

  @AfterEach
  void close() {
    backend.close();
  }

  @Test
  void cellsComeInBatchesAndTheRestAtTheEnd() {
    CellLoad load = new CellLoad(store, AT_ONCE, PATIENCE);
    CellSink sink = load.get();
    put(sink, CellLoad.BATCH + 1);
    assertThat(store.size()).isEqualTo(CellLoad.BATCH);
    load.finish();
    assertThat(store.size()).isEqualTo(CellLoad.BATCH + 1);
  }

  @Test
  void aNewAttemptRemovesInSlices() {
    List<Long> sizes = new ArrayList<>();
    Executor task =
        command -> {
          command.run();
          sizes.add(store.size());
        };
    CellLoad load = new CellLoad(store, task, PATIENCE);
    put(load.get(), 3 * CellLoad.BATCH + 7);
    sizes.clear();
    load.get();
    // A slice also counts what it passes over: the partition's image, first or last, as Flink has
    // it.
    assertThat(sizes.getFirst()).isBetween(2L * CellLoad.BATCH, 2L * CellLoad.BATCH + 1);
    assertThat(sizes.get(1)).isBetween(1L * CellLoad.BATCH, 1L * CellLoad.BATCH + 1);
    assertThat(sizes.getLast()).isZero();
    load.finish();
    assertThat(store.size()).isZero();
  }

  @Test
  void aTaskThatDoesNotComeIsNotWaitedForForEver() {
    List<Runnable> mails = new ArrayList<>();
    CellLoad load = new CellLoad(store, mails::add, Duration.ofMillis(1));
    assertThatThrownBy(load::get)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("the task has not taken cells of a snapshot for PT0.001S");
    store.put(0, RecordKey.of("k"), 1, Cell.ofNumbers(1));
    mails.forEach(Runnable::run);
    assertThat(store.size()).as("a late mail does nothing").isEqualTo(1);
  }

  @Test
  void closingEndsTheWaitAndWhatIsOnItsWay() {
    List<Runnable> mails = new ArrayList<>();
    List<CellLoad> self = new ArrayList<>();
    CellLoad load =
        new CellLoad(
            store,
            command -> {
              mails.add(command);
              self.get(0).close();
            },
            PATIENCE);
    self.add(load);
    assertThatThrownBy(load::finish)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("loading into this store has ended");
    mails.forEach(Runnable::run);
    assertThatThrownBy(load::get).hasMessageContaining("loading into this store has ended");
  }

  @Test
  void closingWhileItClearsLetsGoOfTheBackend() {
    put(store, 2 * CellLoad.BATCH);
    List<CellLoad> self = new ArrayList<>();
    CellLoad load =
        new CellLoad(
            store,
            command -> {
              command.run();
              self.get(0).close();
            },
            PATIENCE);
    self.add(load);
    assertThatThrownBy(load::get).hasMessageContaining("loading into this store has ended");
    assertThat(store.size()).isBetween((long) CellLoad.BATCH, CellLoad.BATCH + 1L);
    CellLoad next = new CellLoad(store, AT_ONCE, PATIENCE);
    next.get();
    assertThat(store.size()).isZero();
  }

  @Test
  void aTaskThatHasEndedIsAnError() {
    CellLoad load =
        new CellLoad(
            store,
            command -> {
              throw new RejectedExecutionException("closed");
            },
            PATIENCE);
    assertThatThrownBy(load::finish).hasMessageContaining("the task takes no more cells");
  }

  @Test
  void whatTheBackendDoesNotTakeIsAnErrorOfTheLoad() {
    CellLoad load = new CellLoad(backend.store(3), AT_ONCE, PATIENCE);
    put(load.get(), 1);
    assertThatThrownBy(load::finish)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("cells of a snapshot: ")
        .hasMessageContaining("KeyGroupRange");
  }

  @Test
  void anInterruptedLoadEndsAndStaysInterrupted() {
    CellLoad load = new CellLoad(store, command -> {}, PATIENCE);
    Thread.currentThread().interrupt();
    assertThatThrownBy(load::get)
        .hasCauseInstanceOf(InterruptedIOException.class)
        .hasMessageContaining("interrupted");
    assertThat(Thread.interrupted()).isTrue();
  }

  private static void put(CellSink sink, int cells) {
    for (int i = 0; i < cells; i++) {
      sink.put(0, RecordKey.of("key-" + i), i, Cell.ofNumbers(i));
    }
  }
}
