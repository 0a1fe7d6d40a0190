package dev.millrace.local.bench.coap;

import dev.millrace.broker.BrokerException;
import dev.millrace.local.bench.Bar;
import dev.millrace.local.bench.Bench;
import dev.millrace.local.bench.Measurement;
import dev.millrace.local.bench.Row;
import dev.millrace.local.bench.Samples;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What is left for clients that ask for little when others have the server compute: each of the
 * neighbours' requests takes a good part of a second. Server and load tool share all processors.
 */
public final class NeighboursMeasurement implements Measurement {
  private static final String HEAP = "1g";

  /**
   * For more requests than are answered in a cell; a quarter of the heap is full before its end.
   */
  private static final int REMEMBERED = 1 << 30;

  private static final String DIRECT = "-XX:MaxDirectMemorySize=1200m";
  private static final int CLIENTS = 100;
  private static final int WARM_UP_SECONDS = 5;
  private static final List<CoapContender> CONTENDERS =
      List.of(CoapContender.OURS, CoapContender.DEFAULT, CoapContender.NO_DEDUPLICATOR);

  /** Rounds alone and rounds beside neighbours. */
  private record Pair(Cells alone, Cells beside) {
    Samples share() {
      return new Samples(
          IntStream.range(0, alone.rounds())
              .mapToDouble(
                  round -> beside.round(round).perSecond() / alone.round(round).perSecond())
              .toArray());
    }
  }

  @Override
  public String name() {
    return "neighbours";
  }

  @Override
  public List<String> brokerOptions() {
    return ClientsMeasurement.idleBroker();
  }

  @Override
  public List<Row> measure(Bench bench) throws IOException, BrokerException, InterruptedException {
    Stand stand = new Stand(bench, new Cores(false), name());
    Map<CoapContender, Pair> pairs = new LinkedHashMap<>();
    for (int round = 1; round <= bench.pick(1, 3); round++) {
      for (CoapContender contender : CONTENDERS) {
        Pair pair = pairs.computeIfAbsent(contender, any -> new Pair(new Cells(), new Cells()));
        pair.alone().add(cell(bench, stand, contender, false));
        pair.beside().add(cell(bench, stand, contender, true));
      }
    }
    List<Row> rows = new ArrayList<>();
    pairs.forEach((contender, pair) -> rows.addAll(rows(contender, pair)));
    return rows;
  }

  private Cell cell(Bench bench, Stand stand, CoapContender contender, boolean beside)
      throws IOException, InterruptedException {
    NeighboursProcess.Order order =
        new NeighboursProcess.Order(0, CLIENTS, beside, WARM_UP_SECONDS, bench.pick(15, 60));
    RunningServer server =
        stand.start(
            Stand.options(HEAP, DIRECT),
            CoapServerProcess.class,
            contender.name(),
            Integer.toString(REMEMBERED));
    Cell cell =
        stand.load(
            server,
            order.warmUpSeconds() + order.seconds(),
            NeighboursProcess.class,
            order.to(server.port()).toJson());
    bench.say(
        "neighbours: %s, %s: %,.0f/s, p99 %.1f ms, lost %.0f"
            .formatted(
                contender.title(),
                beside ? "beside neighbours" : "alone",
                cell.perSecond(),
                cell.of("p99Millis"),
                cell.of("lostInAll")));
    return cell;
  }

  private List<Row> rows(CoapContender contender, Pair pair) {
    String clients = CLIENTS + " clients, " + contender.title();
    Row beside =
        pair.beside()
            .row(name(), clients + ", beside as many neighbours")
            .with("ofAlone", pair.share())
            .with(
                "neighboursPerSecond",
                pair.beside().of(NeighboursProcess.ofNeighbours("requestsPerSecond")))
            .with("neighboursLost", pair.beside().of(NeighboursProcess.ofNeighbours("lostInAll")));
    if (contender == CoapContender.OURS) {
      beside.bar(Bar.atMost("lost", 0)).bar(Bar.atLeast("ofAlone", 0.5));
    }
    return List.of(pair.alone().row(name(), clients + ", alone"), beside);
  }
}
