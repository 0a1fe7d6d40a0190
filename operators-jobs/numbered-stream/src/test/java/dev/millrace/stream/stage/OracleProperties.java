package dev.millrace.stream.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.stream.stage.NaiveStage.Rec;
import dev.millrace.stream.stage.RandomLogs.Event;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The steps give what a naive computation over lists gives, on logs in disorder. */
class OracleProperties {
  @Provide
  Arbitrary<Pairs.Pair> pairs() {
    return Pairs.arbitrary();
  }

  @Provide
  Arbitrary<List<Event>> logs() {
    return RandomLogs.logs();
  }

  @Property(tries = 3000, edgeCases = EdgeCasesMode.NONE)
  void theStepsGiveWhatTheListsGive(
      @ForAll("pairs") Pairs.Pair pair, @ForAll("logs") List<Event> log) {
    NaiveStage naive = pair.naive().get();
    Run run = new Run(pair.plan());
    long time = 50;
    for (Event event : log) {
      time += event.advance();
      run.feed(RandomLogs.input(event, time, run.stage.nextOffset()));
      if (event.tick()) {
        naive.tick(Math.max(0, time - event.back()));
      } else {
        naive.record(event.at(time, 0));
      }
    }
    run.tick(10_000);
    naive.tick(10_000);
    assertThat(run.texts())
        .containsExactlyElementsOf(naive.results.stream().map(this::text).toList());
    assertThat(run.stage.late()).isEqualTo(naive.late);
  }

  private String text(Rec rec) {
    return "%s@%d {\"n\":%d,\"x\":%s,\"s\":\"%s\"}"
        .formatted(rec.key(), rec.time(), rec.n(), rec.x(), rec.s());
  }
}
