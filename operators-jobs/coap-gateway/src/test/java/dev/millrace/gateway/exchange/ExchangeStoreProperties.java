package dev.millrace.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** The store against a map that remembers everything for ever. A5, A6, A8, H3. */
class ExchangeStoreProperties {
  private static final int MAX_ANSWER = 1200;
  private static final long ROOMY = 1L << 26;

  /** Room for a few shards only: most requests are refused, and others fill what comes back. */
  private static final long CRAMPED = 8 * SlabPool.SLAB_BYTES;

  private record Id(int peer, int mid) {}

  /** What a request became. */
  private static final class Past {
    final long time;
    final boolean confirmable;
    final OpenExchange open;
    byte[] answer;

    Past(long time, boolean confirmable, OpenExchange open) {
      this.time = time;
      this.confirmable = confirmable;
      this.open = open;
    }

    boolean isOver(long now) {
      return now - time >= (confirmable ? 247_000 : 145_000);
    }
  }

  /** What happens: 0 a CON, 1 a NON, 2 an answer, 3 time goes by, 4 a sweep, 5 a burst of CONs. */
  record Action(int kind, int peer, int mid, int number) {}

  @Provide
  Arbitrary<List<Action>> actions() {
    return Combinators.combine(
            Arbitraries.frequency(
                Tuple.of(8, 0),
                Tuple.of(3, 1),
                Tuple.of(8, 2),
                Tuple.of(3, 3),
                Tuple.of(2, 4),
                Tuple.of(1, 5)),
            Arbitraries.integers().between(0, 5),
            Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.integers().between(0, 20)),
                Tuple.of(1, Arbitraries.integers().between(0, 0xFFFF))),
            Arbitraries.integers().between(0, 250_000))
        .as(Action::new)
        .list()
        .ofMaxSize(200);
  }

  @Property(tries = 400)
  void withRoomItIsTheMap(@ForAll("actions") List<Action> actions) {
    Run run = new Run(ROOMY);
    actions.forEach(run::step);
    assertThat(run.refused).isZero();
    run.allComesBack();
  }

  @Property(tries = 400)
  void withoutRoomItRefusesAndForgetsNothing(@ForAll("actions") List<Action> actions) {
    Run run = new Run(CRAMPED);
    actions.forEach(run::step);
    run.allComesBack();
  }

  private static final class Run {
    final long[] now = {-5};
    final long capacity;
    final SlabPool pool;
    final ExchangeStore store;
    final Map<Id, Past> model = new HashMap<>();
    final List<Past> open = new ArrayList<>();
    int refused;

    Run(long capacity) {
      this.capacity = capacity;
      pool = new SlabPool(capacity);
      store = new ExchangeStore(pool, Lifetimes.RFC_7252, MAX_ANSWER, () -> now[0]);
    }

    void step(Action action) {
      switch (action.kind()) {
        case 0 -> arrive(action.peer(), action.mid(), true);
        case 1 -> arrive(action.peer(), action.mid(), false);
        case 2 -> answer(action.number());
        case 3 -> now[0] += action.number();
        case 4 -> store.sweep();
        default -> {
          for (int i = 0; i < 300; i++) {
            arrive(action.peer(), (action.mid() + i) & 0xFFFF, true);
          }
        }
      }
      assertThat(pool.used()).isBetween(0L, capacity);
      assertThat(store.exchanges())
          .isGreaterThanOrEqualTo(
              (int) model.values().stream().filter(past -> !past.isOver(now[0])).count());
    }

    void arrive(int peer, int mid, boolean confirmable) {
      Id id = new Id(peer, mid);
      Past past = model.get(id);
      Arrival arrival = store.arrive("peer " + peer, mid, confirmable);
      if (past != null && !past.isOver(now[0])) {
        if (past.answer == null) {
          assertThat(arrival).as("%s", id).isInstanceOf(Arrival.Known.class);
        } else {
          assertThat(arrival).as("%s", id).isInstanceOf(Arrival.Answered.class);
          assertThat(((Arrival.Answered) arrival).answer()).isEqualTo(past.answer);
        }
      } else if (arrival instanceof OpenExchange exchange) {
        Past fresh = new Past(now[0], confirmable, exchange);
        model.put(id, fresh);
        open.add(fresh);
      } else {
        assertThat(arrival).as("%s", id).isInstanceOf(Arrival.NoRoom.class);
        refused++;
      }
    }

    /** Some open request is answered, perhaps after its time, perhaps a second time. */
    void answer(int number) {
      if (open.isEmpty()) {
        return;
      }
      Past past = open.get(number % open.size());
      byte[] answer = new byte[number % (MAX_ANSWER + 1)];
      new Random(number).nextBytes(answer);
      assertThat(past.open.answered(answer)).isTrue();
      if (past.confirmable && past.answer == null) {
        past.answer = answer;
      }
    }

    /** After the longest lifetime and two cleanups there is nothing left, and room for anything. */
    void allComesBack() {
      now[0] += 247_000;
      store.sweep();
      assertThat(store.exchanges()).isZero();
      for (int cleanup = 0; cleanup < 2; cleanup++) {
        now[0] += 10_000;
        store.sweep();
      }
      assertThat(store.peers()).isZero();
      assertThat(pool.used()).isZero();
      assertThat(store.arrive("another", 1, true)).isInstanceOf(OpenExchange.class);
    }
  }
}
