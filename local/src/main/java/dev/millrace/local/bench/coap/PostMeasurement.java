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
 * From a POST to the acknowledgement of its record: the gateway as it is, beside the shortest
 * resource that makes the same record on plain Californium. Gateway, broker and load tool share all
 * processors.
 */
public final class PostMeasurement implements Measurement {
  /** The others need as much for what they remember on the heap. */
  private static final List<String> OPTIONS = Stand.options("1g");

  /** What is remembered lies beside the heap, which can be small then. */
  private static final List<String> OPTIONS_OF_GATEWAY =
      Stand.options("72m", "-Xmn40m", "-XX:MaxDirectMemorySize=112m");

  private static final List<CoapContender> SECURED =
      List.of(CoapContender.OURS, CoapContender.DEFAULT, CoapContender.NO_DEDUPLICATOR);
  private static final int CLIENTS = 150;
  private static final int PARTITIONS = 4;
  private static final double MAX_P99_MILLIS = 30;
  private static final int MAX_RSS_MIB = 256;
  private static final String PAYLOAD =
      "{\"celsius\":21.5,\"humidity\":0.43,\"level\":1733,\"unit\":\"C\",\"ok\":true}";

  private final boolean secured;
  private int topics;

  private PostMeasurement(boolean secured) {
    this.secured = secured;
  }

  /** Over plain CoAP. */
  public static PostMeasurement plain() {
    return new PostMeasurement(false);
  }

  /** Over DTLS, with pre-shared keys and connection ids. */
  public static PostMeasurement overDtls() {
    return new PostMeasurement(true);
  }

  @Override
  public String name() {
    return secured ? "post-dtls" : "post";
  }

  @Override
  public List<Row> measure(Bench bench) throws IOException, BrokerException, InterruptedException {
    Stand stand = new Stand(bench, new Cores(false), name());
    int rounds = bench.pick(1, 5);
    List<CoapContender> contenders = secured ? SECURED : CoapContender.allInJava();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < contenders.size() * rounds; i++) {
      names.add("posted-" + i);
      bench.create(Map.of(names.get(i), PARTITIONS));
    }
    Map<CoapContender, Cells> cells =
        new Rounds(bench, stand, name())
            .of(
                contenders,
                rounds,
                order(bench),
                contender ->
                    stand.start(
                        contender == CoapContender.OURS ? OPTIONS_OF_GATEWAY : OPTIONS,
                        PostProcess.class,
                        contender.name(),
                        bench.bootstrapServers(),
                        names.get(topics++),
                        Integer.toString(secured ? CLIENTS : 0)));
    return secured ? securedRows(cells) : rows(cells);
  }

  private LoadOrder order(Bench bench) {
    LoadOrder order =
        LoadOrder.post(
            PostProcess.RESOURCE + "/{client}",
            PAYLOAD,
            CLIENTS,
            // Both processors still compile after ten seconds.
            bench.pick(secured ? 15 : 5, 20),
            bench.pick(5, 10));
    return secured ? order.overDtls() : order;
  }

  private List<Row> rows(Map<CoapContender, Cells> cells) {
    List<Row> rows = new ArrayList<>();
    cells.forEach(
        (contender, of) -> {
          Row row = of.row(name(), "%d clients, %s".formatted(CLIENTS, contender.title()));
          if (contender == CoapContender.OURS) {
            row.bar(Bar.atMost("p99Millis", MAX_P99_MILLIS));
            if (of.alive() > 0) {
              row.bar(Bar.atMost("peakRssMiB", MAX_RSS_MIB));
            }
          }
          rows.add(row);
        });
    rows.addAll(
        new Comparison(name(), CLIENTS, cells)
            .rate(CoapContender.DEFAULT, 2)
            .rate(CoapContender.PEERS, 1.3)
            .rate(CoapContender.NO_DEDUPLICATOR, 0.85)
            .rows());
    return rows;
  }

  private List<Row> securedRows(Map<CoapContender, Cells> cells) {
    List<Row> rows = new ArrayList<>();
    cells.forEach(
        (contender, of) ->
            rows.add(of.row(name(), "%d clients, %s".formatted(CLIENTS, contender.title()))));
    rows.addAll(new Comparison(name(), CLIENTS, cells).rate(CoapContender.DEFAULT, 1.5).rows());
    return rows;
  }
}
