package dev.millrace.local.bench.coap;

import dev.millrace.broker.BrokerException;
import dev.millrace.local.bench.Bench;
import dev.millrace.local.bench.Measurement;
import dev.millrace.local.bench.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How long it takes until all observers of a resource know of a change. */
public final class FanOutMeasurement implements Measurement {
  private static final String HEAP = "1g";
  private static final List<CoapContender> CONTENDERS =
      List.of(CoapContender.OURS, CoapContender.DEFAULT, CoapContender.NO_DEDUPLICATOR);

  @Override
  public String name() {
    return "fan-out";
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
    List<Row> rows = new ArrayList<>();
    for (int observers : List.of(100, 1_000)) {
      FanOutProcess.Order order =
          new FanOutProcess.Order(0, observers, 10, bench.pick(20, 50), 200, 3);
      of(bench, stand, order)
          .forEach((contender, cells) -> rows.add(row(observers, contender, cells)));
    }
    return rows;
  }

  private Map<CoapContender, Cells> of(Bench bench, Stand stand, FanOutProcess.Order order)
      throws IOException, InterruptedException {
    Map<CoapContender, Cells> cells = new LinkedHashMap<>();
    int rounds = bench.pick(1, 3);
    for (int round = 1; round <= rounds; round++) {
      for (CoapContender contender : CONTENDERS) {
        RunningServer server =
            stand.start(Stand.options(HEAP), CoapServerProcess.class, contender.name());
        Cell cell =
            stand.load(
                server, order.seconds(), FanOutProcess.class, order.to(server.port()).toJson());
        cells.computeIfAbsent(contender, any -> new Cells()).add(cell);
        bench.say("fan-out: %s, round %d: %s".formatted(contender.title(), round, cell.load()));
      }
    }
    return cells;
  }

  private Row row(int observers, CoapContender contender, Cells cells) {
    return new Row(name(), "%d observers, %s".formatted(observers, contender.title()))
        .with("registered", cells.of("registered"))
        .with("notified", cells.of("notified"))
        .with("missing", cells.of("missing"))
        .with("p50Millis", cells.of("p50Millis"))
        .with("p99Millis", cells.of("p99Millis"))
        .with("maxMillis", cells.of("maxMillis"));
  }
}
