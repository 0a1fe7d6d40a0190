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

/** Bodies in blocks: how many are fetched and sent in a closed loop. */
public final class BlockwiseMeasurement implements Measurement {
  private static final String HEAP = "2g";

  /** Answers with blocks are remembered whole. */
  private static final int REMEMBERED = 1 << 30;

  private static final int CLIENTS = 20;
  private static final List<CoapContender> CONTENDERS =
      List.of(CoapContender.OURS, CoapContender.DEFAULT, CoapContender.NO_DEDUPLICATOR);

  /** A body that goes one way. */
  private record Transfer(String method, int bodyBytes, int blockBytes) {
    String title(CoapContender contender) {
      return "%s of %,d bytes in blocks of %,d, %s"
          .formatted(method, bodyBytes, blockBytes, contender.title());
    }
  }

  private static final List<Transfer> TRANSFERS =
      List.of(
          new Transfer("GET", CoapResources.SHORT_BODY, 64),
          new Transfer("GET", CoapResources.SHORT_BODY, 1_024),
          new Transfer("GET", CoapResources.LONG_BODY, 64),
          new Transfer("GET", CoapResources.LONG_BODY, 1_024),
          new Transfer("POST", CoapResources.LONG_BODY, 64),
          new Transfer("POST", CoapResources.LONG_BODY, 1_024));

  @Override
  public String name() {
    return "block-wise";
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
    for (Transfer transfer : TRANSFERS) {
      Map<CoapContender, Cells> cells = new LinkedHashMap<>();
      for (int round = 1; round <= bench.pick(1, 3); round++) {
        for (CoapContender contender : CONTENDERS) {
          Cell cell = cell(bench, stand, contender, transfer);
          cells.computeIfAbsent(contender, any -> new Cells()).add(cell);
          bench.say("block-wise: %s: %s".formatted(transfer.title(contender), cell.load()));
        }
      }
      cells.forEach((contender, of) -> rows.add(row(transfer.title(contender), of)));
    }
    return rows;
  }

  private static Cell cell(Bench bench, Stand stand, CoapContender contender, Transfer transfer)
      throws IOException, InterruptedException {
    BodyProcess.Order order =
        new BodyProcess.Order(
            0,
            CLIENTS,
            transfer.method(),
            transfer.bodyBytes(),
            transfer.blockBytes(),
            bench.pick(3, 10),
            bench.pick(4, 10));
    RunningServer server =
        stand.start(
            Stand.options(HEAP),
            CoapServerProcess.class,
            contender.name(),
            Integer.toString(REMEMBERED));
    return stand.load(
        server,
        order.warmUpSeconds() + order.seconds(),
        BodyProcess.class,
        order.to(server.port()).toJson());
  }

  private Row row(String title, Cells cells) {
    return new Row(name(), title)
        .with("bodiesPerSecond", cells.of("bodiesPerSecond"))
        .with("blocksPerSecond", cells.of("blocksPerSecond"))
        .with("mibPerSecond", cells.of("mibPerSecond"))
        .with("p50Millis", cells.of("p50Millis"))
        .with("p99Millis", cells.of("p99Millis"))
        .with("maxMillis", cells.of("maxMillis"))
        .with("lost", cells.of("lostInAll"))
        .with("refused", cells.of("refused"))
        .with("wrong", cells.of("wrong"))
        .with(LoadReport.CPU, cells.of(LoadReport.CPU))
        .with("alive", cells.alive() + " of " + cells.rounds());
  }
}
