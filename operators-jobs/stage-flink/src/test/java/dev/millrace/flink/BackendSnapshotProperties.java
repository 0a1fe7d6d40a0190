package dev.millrace.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.stream.state.Cell;
import dev.millrace.stream.state.PartitionState;
import dev.millrace.stream.state.RecordKey;
import dev.millrace.stream.state.StateSnapshot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Snapshots of several partitions of a task, while all of them change, against maps. */
class BackendSnapshotProperties {
  private static final int PARTITIONS = 3;

  /** What a run does: 0 add, 1 edit in place, 2 remove, 3 begin a snapshot, 4 advance, 5 cancel. */
  record Action(int kind, int partition, CellPlace place, long number) {}

  @Provide
  Arbitrary<List<Action>> actions() {
    return Combinators.combine(
            Arbitraries.frequency(
                Tuple.of(80, 0),
                Tuple.of(60, 1),
                Tuple.of(60, 2),
                Tuple.of(15, 3),
                Tuple.of(60, 4),
                Tuple.of(1, 5)),
            Arbitraries.integers().between(0, PARTITIONS - 1),
            Combinators.combine(
                    Arbitraries.integers().between(0, 1),
                    Arbitraries.integers().between(0, 20),
                    Arbitraries.longs().between(-1, 1))
                .as(
                    (step, key, instance) ->
                        new CellPlace(step, RecordKey.of("k" + key), instance)),
            Arbitraries.longs())
        .as(Action::new)
        .list()
        .ofMaxSize(600);
  }

  @Property(tries = 300)
  void onTheHeapEverySnapshotIsOfTheMomentItBegan(@ForAll("actions") List<Action> actions) {
    run(TestBackend.Kind.HEAP, actions);
  }

  @Property(tries = 60)
  void inRocksDbEverySnapshotIsOfTheMomentItBegan(@ForAll("actions") List<Action> actions) {
    run(TestBackend.Kind.ROCKSDB, actions);
  }

  private static void run(TestBackend.Kind kind, List<Action> actions) {
    try (TestBackend backend = TestBackend.open(kind, PARTITIONS)) {
      List<Partition> partitions =
          IntStream.range(0, PARTITIONS).mapToObj(p -> new Partition(backend.store(p))).toList();
      actions.forEach(action -> partitions.get(action.partition()).take(action));
      partitions.forEach(Partition::end);
    }
  }

  /** One partition, beside what it should hold. */
  private static final class Partition {
    private final FlinkStore store;
    private final PartitionState state;
    private final Map<CellPlace, Long> model = new HashMap<>();
    private Map<CellPlace, Long> atBegin;
    private Map<CellPlace, Long> taken;
    private StateSnapshot snapshot;

    Partition(FlinkStore store) {
      this.store = store;
      this.state = new PartitionState(store, 0);
    }

    void take(Action action) {
      CellPlace place = action.place();
      switch (action.kind()) {
        case 0 -> add(place, action.number());
        case 1 -> edit(place, action.number());
        case 2 -> remove(place);
        case 3 -> begin();
        case 4 -> advance(7);
        default -> cancel();
      }
    }

    private void add(CellPlace place, long number) {
      if (state.edit(place.step(), place.key(), place.instance()) == null) {
        state.put(place.step(), place.key(), place.instance(), Cell.ofNumbers(number));
        model.put(place, number);
      }
    }

    private void edit(CellPlace place, long number) {
      Cell cell = state.edit(place.step(), place.key(), place.instance());
      if (cell != null) {
        cell.numbers[0] = number;
        state.put(place.step(), place.key(), place.instance(), cell);
        model.put(place, number);
      }
    }

    private void remove(CellPlace place) {
      Cell cell = state.get(place.step(), place.key(), place.instance());
      if (cell != null) {
        state.remove(place.step(), place.key(), place.instance(), cell);
      }
      model.remove(place);
    }

    private void begin() {
      if (snapshot == null) {
        atBegin = new HashMap<>(model);
        taken = new HashMap<>();
        Map<CellPlace, Long> into = taken;
        snapshot = store.snapshot((s, k, i, c) -> add(into, new CellPlace(s, k, i), c));
      }
    }

    private void advance(int cells) {
      if (snapshot == null) {
        return;
      }
      int before = taken.size();
      boolean all = snapshot.advance(cells);
      assertThat(taken.size() - before).isLessThanOrEqualTo(cells);
      if (all) {
        assertThat(taken).isEqualTo(atBegin);
        snapshot = null;
      }
    }

    private void cancel() {
      if (snapshot != null) {
        snapshot.cancel();
        snapshot = null;
      }
    }

    void end() {
      while (snapshot != null) {
        advance(50);
      }
      Map<CellPlace, Long> found = new HashMap<>();
      store.forEach((s, k, i, c) -> add(found, new CellPlace(s, k, i), c));
      assertThat(found).isEqualTo(model);
      assertThat(store.size()).isEqualTo(model.size());
      assertThat(state.digest()).isEqualTo(PartitionState.digestOf(store));
    }

    private static void add(Map<CellPlace, Long> into, CellPlace place, Cell cell) {
      assertThat(into.put(place, cell.numbers[0])).as("%s came twice", place).isNull();
    }
  }
}
