package dev.millrace.local.bench.coap;

import dev.millrace.broker.BrokerException;
import dev.millrace.local.bench.Bench;
import dev.millrace.local.bench.JvmOptions;
import dev.millrace.local.bench.Measurement;
import dev.millrace.local.bench.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Throughput and latency of a closed loop of GETs over the number of clients. */
public final class ClientsMeasurement implements Measurement {
  private static final String HEAP = "2g";
  private static final int FEW = 10;
  private static final int SOME = 150;
  private static final int MANY = 1_000;

  /** Those whose socket has the system's default buffer. */
  private static final Set<CoapContender> SMALL_BUFFER =
      EnumSet.of(CoapContender.LIBCOAP, CoapContender.GO_COAP);

  @Override
  public String name() {
    return "clients";
  }

  @Override
  public List<String> brokerOptions() {
    return idleBroker();
  }

  @Override
  public List<Row> measure(Bench bench) throws IOException, BrokerException, InterruptedException {
    Cores cores = Cores.ofThisMachine();
    prepare(bench, cores);
    NativeServers natives = new NativeServers(bench, cores);
    Stand stand = new Stand(bench, cores, name());
    Rounds rounds = new Rounds(bench, stand, name());
    List<Row> rows = new ArrayList<>();
    for (int clients : List.of(FEW, SOME, MANY)) {
      LoadOrder order =
          LoadOrder.get(CoapResources.BENCHMARK, clients, bench.pick(5, 10), bench.pick(4, 10));
      Map<CoapContender, Cells> cells =
          rounds.of(
              contenders(bench, natives, clients),
              bench.pick(1, 5),
              order,
              contender ->
                  contender.inJava()
                      ? stand.start(Stand.options(HEAP), CoapServerProcess.class, contender.name())
                      : natives.start(contender, stand.nextName()));
      cells.forEach(
          (contender, of) ->
              rows.add(of.row(name(), "%d clients, %s".formatted(clients, contender.title()))));
      rows.addAll(compared(clients, cells));
    }
    return rows;
  }

  /** For measurements without Kafka: a broker that idles beside the load tool. */
  static List<String> idleBroker() {
    return JvmOptions.withHeap("256m");
  }

  /** Keeps the broker from the servers' processor. */
  static void prepare(Bench bench, Cores cores) throws IOException, InterruptedException {
    if (cores.apart()) {
      bench.pinBroker(Cores.LOAD);
    } else {
      bench.say("coap: no two processors, or no taskset: server and load share what there is");
    }
  }

  private static List<CoapContender> contenders(Bench bench, NativeServers natives, int clients) {
    return Arrays.stream(CoapContender.values())
        // With more clients than its buffer has room for datagrams it serves only some of them.
        .filter(contender -> !SMALL_BUFFER.contains(contender) || clients <= SOME)
        .filter(
            contender -> {
              natives
                  .missing(contender)
                  .ifPresent(
                      why -> bench.say("clients: without " + contender.title() + ": " + why));
              return natives.missing(contender).isEmpty();
            })
        .toList();
  }

  private List<Row> compared(int clients, Map<CoapContender, Cells> cells) {
    Comparison comparison =
        new Comparison(name(), clients, cells)
            .rate(CoapContender.DEFAULT, 3)
            .rate(CoapContender.PEERS, clients == FEW ? 1.3 : clients == SOME ? 1.8 : 2.5)
            .rate(CoapContender.NO_DEDUPLICATOR, 1.1)
            .rate(CoapContender.LIBCOAP, 1.2)
            .rate(CoapContender.GO_COAP, 1.2);
    if (clients == SOME) {
      comparison.rate(CoapContender.ECHO, 0.5);
    }
    return comparison
        .figure(CoapContender.DEFAULT, "maxMillis", 0.1)
        .bestInJava("p99Millis")
        .rows();
  }
}
