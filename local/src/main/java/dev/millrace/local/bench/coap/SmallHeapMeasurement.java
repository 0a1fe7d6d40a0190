package dev.millrace.local.bench.coap;

import dev.millrace.broker.BrokerException;
import dev.millrace.local.bench.Bar;
import dev.millrace.local.bench.Bench;
import dev.millrace.local.bench.Measurement;
import dev.millrace.local.bench.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Who is still there after a load that its heap has no room for, as on a small node. */
public final class SmallHeapMeasurement implements Measurement {
  private static final String HEAP = "128m";

  /** The gateway remembers requests beside the heap; the others make no use of it. */
  private static final int REMEMBERED = 112 << 20;

  private static final String DIRECT = "-XX:MaxDirectMemorySize=128m";
  private static final int MAX_RSS_MIB = 256;

  /** Enough for more requests than the heap has room for at any of the rates. */
  private static final int SECONDS = 12;

  @Override
  public String name() {
    return "small-heap";
  }

  @Override
  public List<String> brokerOptions() {
    return ClientsMeasurement.idleBroker();
  }

  @Override
  public List<Row> measure(Bench bench) throws IOException, BrokerException, InterruptedException {
    Cores cores = Cores.ofThisMachine();
    ClientsMeasurement.prepare(bench, cores);
    Stand stand = new Stand(bench, cores, name());
    Rounds rounds = new Rounds(bench, stand, name());
    List<CoapContender> contenders = CoapContender.allInJava();
    List<Row> rows = new ArrayList<>();
    for (int clients : List.of(500, 4_500, 10_000)) {
      int count = bench.pick(1, 3);
      Map<CoapContender, Cells> cells =
          rounds.of(
              contenders,
              count,
              LoadOrder.get(CoapResources.BENCHMARK, clients, 0, SECONDS),
              contender ->
                  stand.start(
                      Stand.options(HEAP, DIRECT),
                      CoapServerProcess.class,
                      contender.name(),
                      Integer.toString(REMEMBERED)));
      cells.forEach(
          (contender, of) -> {
            Row row = of.row(name(), "%d clients, %s".formatted(clients, contender.title()));
            if (contender == CoapContender.OURS) {
              row.with("roundsAlive", of.alive()).bar(Bar.atLeast("roundsAlive", count));
              if (of.alive() > 0) {
                row.bar(Bar.atMost("peakRssMiB", MAX_RSS_MIB));
              }
            }
            rows.add(row);
          });
    }
    return rows;
  }
}
