package dev.millrace.local.bench.coap;

import dev.millrace.broker.BrokerException;
import dev.millrace.local.bench.Bench;
import dev.millrace.local.bench.Measurement;
import dev.millrace.local.bench.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Latency at a rate that all can carry and that does not wait for anybody: from when a request was
 * due, and beside it from when it was sent, which is what a closed loop would tell.
 */
public final class PacedMeasurement implements Measurement {
  private static final String HEAP = "2g";
  private static final int CLIENTS = 150;
  private static final double PER_SECOND = 15_000;

  @Override
  public String name() {
    return "paced";
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
                bench.pick(1, 5),
                LoadOrder.get(CoapResources.BENCHMARK, CLIENTS, bench.pick(5, 10), 10)
                    .paced(PER_SECOND),
                contender ->
                    stand.start(Stand.options(HEAP), CoapServerProcess.class, contender.name()));
    List<Row> rows = new ArrayList<>();
    cells.forEach(
        (contender, of) ->
            rows.add(
                of.row(name(), "%,.0f/s, %s".formatted(PER_SECOND, contender.title()))
                    .with("sinceSentP50Millis", of.of("sinceSentP50Millis"))
                    .with("sinceSentP99Millis", of.of("sinceSentP99Millis"))
                    .with("unsent", of.of("unsent"))));
    return rows;
  }
}
