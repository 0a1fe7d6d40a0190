package dev.millrace.stream.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** A hash table with deletions, and snapshots while it changes, against java.util.HashMap. */
class HashStateProperties {
  private record Place(int step, String key, long instance) {}

  /** What a run does: 0 put, 1 edit in place, 2 remove, 3 begin a snapshot, 4 advance it. */
  record Action(int kind, int step, int key, long instance, long number) {}

  @Provide
  Arbitrary<List<Action>> actions() {
    return Combinators.combine(
            Arbitraries.frequency(
                Tuple.of(6, 0), Tuple.of(4, 1), Tuple.of(4, 2), Tuple.of(1, 3), Tuple.of(4, 4)),
            Arbitraries.integers().between(0, 1),
            Arbitraries.integers().between(0, 40),
            Arbitraries.longs().between(-1, 1),
            Arbitraries.longs())
        .as(Action::new)
        .list()
        .ofMaxSize(600);
  }

  @Property(tries = 500)
  void equalsAMapAndEverySnapshotIsOfTheMomentItBegan(@ForAll("actions") List<Action> actions) {
    HashState state = new HashState();
    PartitionState digested = new PartitionState(state, 0);
    Map<Place, Long> model = new HashMap<>();
    Map<Place, Long> atBegin = null;
    Map<Place, Long> taken = new HashMap<>();
    StateSnapshot snapshot = null;
    for (Action action : actions) {
      RecordKey key = RecordKey.of("k" + action.key());
      Place place = new Place(action.step(), key.text(), action.instance());
      switch (action.kind()) {
        case 0 -> put(digested, key, action, model, place);
        case 1 -> edit(digested, key, action, model, place);
        case 2 -> {
          Cell cell = digested.get(action.step(), key, action.instance());
          if (cell != null) {
            digested.remove(action.step(), key, action.instance(), cell);
          }
          model.remove(place);
        }
        case 3 -> {
          if (snapshot == null) {
            atBegin = new HashMap<>(model);
            taken.clear();
            snapshot = state.snapshot((s, k, i, c) -> take(taken, new Place(s, k.text(), i), c));
          }
        }
        default -> {
          if (snapshot != null && snapshot.advance(3)) {
            assertThat(taken).isEqualTo(atBegin);
            snapshot = null;
          }
        }
      }
    }
    if (snapshot != null) {
      while (!snapshot.advance(7)) {
        assertThat(taken.size()).isLessThanOrEqualTo(atBegin.size());
      }
      assertThat(taken).isEqualTo(atBegin);
    }
    Map<Place, Long> found = new HashMap<>();
    state.forEach((s, k, i, c) -> take(found, new Place(s, k.text(), i), c));
    assertThat(found).isEqualTo(model);
    assertThat(state.size()).isEqualTo(model.size());
    assertThat(digested.digest()).isEqualTo(PartitionState.digestOf(state));
  }

  private static void put(
      PartitionState state, RecordKey key, Action action, Map<Place, Long> model, Place place) {
    Cell old = state.edit(action.step(), key, action.instance());
    if (old == null) {
      state.put(action.step(), key, action.instance(), Cell.ofNumbers(action.number()));
      model.put(place, action.number());
    }
  }

  private static void edit(
      PartitionState state, RecordKey key, Action action, Map<Place, Long> model, Place place) {
    Cell cell = state.edit(action.step(), key, action.instance());
    if (cell != null) {
      cell.numbers[0] = action.number();
      state.put(action.step(), key, action.instance(), cell);
      model.put(place, action.number());
    }
  }

  private static void take(Map<Place, Long> into, Place place, Cell cell) {
    assertThat(into.put(place, cell.numbers[0])).as("%s came twice", place).isNull();
  }
}
