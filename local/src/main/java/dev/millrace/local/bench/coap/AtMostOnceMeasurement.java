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

/**
 * Whether a request that comes again is carried out again, under load: each handler run answers
 * with another number, and some requests repeat a random earlier one.
 */
public final class AtMostOnceMeasurement implements Measurement {
  private static final String HEAP = "2g";
  private static final int CLIENTS = 150;
  private static final double COPIES = 0.05;

  @Override
  public String name() {
    return "at-most-once";
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
    Map<CoapContender, Cells> cells =
        new Rounds(bench, stand, name())
            .of(
                CoapContender.allInJava(),
                bench.pick(1, 3),
                LoadOrder.get(CoapResources.COUNT, CLIENTS, 0, bench.pick(10, 20))
                    .withDuplicates(COPIES),
                contender ->
                    stand.start(Stand.options(HEAP), CoapServerProcess.class, contender.name()));
    List<Row> rows = new ArrayList<>();
    cells.forEach(
        (contender, of) -> {
          Row row =
              of.row(name(), "%d clients, %s".formatted(CLIENTS, contender.title()))
                  .with("sent", of.of("sent"))
                  .with("copiesSent", of.of("copiesSent"))
                  .with("copiesDifferent", of.of("copiesDifferent"))
                  .with("copiesLost", of.of("copiesLost"));
          if (contender == CoapContender.OURS) {
            row.bar(Bar.atMost("copiesDifferent", 0));
            if (row.figures().containsKey("handledBeyondSent")) {
              row.bar(Bar.atMost("handledBeyondSent", 0));
            }
          }
          rows.add(row);
        });
    return rows;
  }
}
