package dev.millrace.stream.stage;

import dev.millrace.stream.stage.NaiveStage.Rec;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Logs in disorder: few keys and values, times that mostly go on and sometimes jump back. */
final class RandomLogs {
  private RandomLogs() {}

  /**
   * A step of the log.
   *
   * @param advance how far the log's own time moves on
   * @param back how far behind that the record lies
   * @param tick whether it is a tick
   */
  record Event(String key, long advance, long back, long n, int quarters, String s, boolean tick) {
    Rec at(long time, long order) {
      // Tenths are not exact in binary: the order of addition shows.
      return new Rec(key, Math.max(0, time - back), n, quarters / 10.0, s, order);
    }
  }

  static Arbitrary<List<Event>> logs() {
    // By code unit the emoji comes before the last one, by code point after it.
    return Arbitraries.of(1, 2, 4)
        .flatMap(keys -> logs(List.of("a", "b", "\uD83D\uDE00", "\uFF21").subList(0, keys)));
  }

  private static Arbitrary<List<Event>> logs(List<String> some) {
    Arbitrary<String> keys = Arbitraries.of(some);
    Arbitrary<Long> advances =
        Arbitraries.frequencyOf(
            Tuple.of(6, Arbitraries.longs().between(0, 3)),
            Tuple.of(2, Arbitraries.longs().between(0, 20)),
            Tuple.of(1, Arbitraries.longs().between(0, 100)));
    Arbitrary<Long> backs =
        Arbitraries.frequencyOf(
            Tuple.of(4, Arbitraries.just(0L)),
            Tuple.of(3, Arbitraries.longs().between(0, 12)),
            Tuple.of(1, Arbitraries.longs().between(0, 60)));
    Arbitrary<Boolean> ticks = Arbitraries.integers().between(0, 9).map(n -> n == 0);
    return Combinators.combine(
            keys,
            advances,
            backs,
            Arbitraries.longs().between(-5, 5),
            Arbitraries.integers().between(-30, 30),
            Arbitraries.of("a", "b", "c"),
            ticks)
        .as(Event::new)
        .list()
        .ofMaxSize(150);
  }

  /** The events as records of a log whose time begins at 50. */
  static InputRecord input(Event event, long time, long offset) {
    if (event.tick) {
      return Run.inputTick(offset, Math.max(0, time - event.back));
    }
    Rec rec = event.at(time, offset);
    String json = "{\"n\":%d,\"x\":%s,\"s\":\"%s\"}".formatted(rec.n(), rec.x(), rec.s());
    return Run.input(offset, rec.key(), rec.time(), json);
  }
}
