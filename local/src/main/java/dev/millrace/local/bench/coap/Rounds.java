package dev.millrace.local.bench.coap;

import dev.millrace.local.bench.Bench;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Contenders in turn, round by round, each time on a fresh server. */
final class Rounds {
  /** Starts a contender's server. */
  @FunctionalInterface
  interface Servers {
    /** A server that is ready. */
    RunningServer start(CoapContender contender) throws IOException, InterruptedException;
  }

  private final Bench bench;
  private final Stand stand;
  private final String name;

  Rounds(Bench bench, Stand stand, String name) {
    this.bench = bench;
    this.stand = stand;
    this.name = name;
  }

  /** All contenders under one load, in as many rounds as there are to be. */
  Map<CoapContender, Cells> of(
      List<CoapContender> contenders, int rounds, LoadOrder order, Servers servers)
      throws IOException, InterruptedException {
    Map<CoapContender, Cells> cells = new LinkedHashMap<>();
    contenders.forEach(contender -> cells.put(contender, new Cells()));
    for (int round = 1; round <= rounds; round++) {
      for (CoapContender contender : contenders) {
        Cell cell = stand.load(servers.start(contender), order);
        cells.get(contender).add(cell);
        bench.say(
            String.format(
                Locale.ROOT,
                "%s: %d clients, %s, round %d: %,.0f/s, p99 %.1f, max %.0f ms%s",
                name,
                order.clients(),
                contender.title(),
                round,
                cell.perSecond(),
                cell.of("p99Millis"),
                cell.of("maxMillis"),
                cell.alive() ? "" : ", dead at the end"));
      }
    }
    return cells;
  }
}
