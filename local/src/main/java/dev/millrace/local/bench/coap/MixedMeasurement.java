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

/** A closed loop in which clients read and write, some with confirmation and some without. */
public final class MixedMeasurement implements Measurement {
  private static final String HEAP = "2g";
  private static final int CLIENTS = 200;

  @Override
  public String name() {
    return "mixed";
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
    Map<CoapContender, Cells> cells = new LinkedHashMap<>();
    for (int round = 1; round <= bench.pick(1, 3); round++) {
      for (CoapContender contender : CoapContender.allInJava()) {
        Cell cell = cell(bench, stand, contender);
        cells.computeIfAbsent(contender, any -> new Cells()).add(cell);
        bench.say(
            "mixed: %s, round %d: %,.0f/s, p99 %.1f ms, lost %.0f"
                .formatted(
                    contender.title(),
                    round,
                    cell.perSecond(),
                    cell.of("p99Millis"),
                    cell.of("lostInAll")));
      }
    }
    List<Row> rows = new ArrayList<>();
    cells.forEach((contender, of) -> rows.add(row(contender, of)));
    return rows;
  }

  private static Cell cell(Bench bench, Stand stand, CoapContender contender)
      throws IOException, InterruptedException {
    MixedProcess.Order order =
        new MixedProcess.Order(0, CLIENTS, bench.pick(5, 10), bench.pick(4, 10));
    RunningServer server =
        stand.start(Stand.options(HEAP), CoapServerProcess.class, contender.name());
    return stand.load(
        server,
        order.warmUpSeconds() + order.seconds(),
        MixedProcess.class,
        order.to(server.port()).toJson());
  }

  private Row row(CoapContender contender, Cells cells) {
    Row row = cells.row(name(), "%d clients, %s".formatted(CLIENTS, contender.title()));
    for (MixedProcess.Kind kind : MixedProcess.Kind.values()) {
      for (String figure : List.of("PerSecond", "P99Millis")) {
        row.with(kind.figure(figure), cells.of(kind.figure(figure)));
      }
    }
    return row;
  }
}
