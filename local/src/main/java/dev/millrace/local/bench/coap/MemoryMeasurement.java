package dev.millrace.local.bench.coap;

import dev.millrace.broker.BrokerException;
import dev.millrace.local.bench.Answers;
import dev.millrace.local.bench.Bar;
import dev.millrace.local.bench.Bench;
import dev.millrace.local.bench.Measurement;
import dev.millrace.local.bench.Row;
import dev.millrace.local.bench.Samples;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What it takes to remember a request for its lifetime: the growth of a server's memory over a load
 * that ends before anything may be forgotten.
 */
public final class MemoryMeasurement implements Measurement {
  private static final String HEAP = "3g";
  private static final int REMEMBERED = 256 << 20;
  private static final int CLIENTS = 1_000;
  private static final double PER_SECOND = 15_000;
  private static final int WARM_UP_SECONDS = 5;
  private static final double MAX_BYTES = 40;

  /** Those that forget nothing early. */
  private static final List<CoapContender> CONTENDERS =
      List.of(CoapContender.OURS, CoapContender.DEFAULT);

  @Override
  public String name() {
    return "memory";
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
    Map<CoapContender, List<RememberedBytes>> found = new LinkedHashMap<>();
    for (int round = 1; round <= bench.pick(1, 3); round++) {
      for (CoapContender contender : CONTENDERS) {
        RememberedBytes remembered = remembered(bench, stand, contender);
        found.computeIfAbsent(contender, any -> new ArrayList<>()).add(remembered);
        bench.say("memory: %s, round %d: %s".formatted(contender.title(), round, remembered));
      }
    }
    List<Row> rows = new ArrayList<>();
    found.forEach((contender, rounds) -> rows.add(row(contender, rounds)));
    return rows;
  }

  private static RememberedBytes remembered(Bench bench, Stand stand, CoapContender contender)
      throws IOException, InterruptedException {
    // The others have no room for a million on this heap.
    int seconds = contender == CoapContender.OURS ? bench.pick(15, 67) : 15;
    try (RunningServer server =
        stand.start(
            Stand.options(HEAP),
            CoapServerProcess.class,
            contender.name(),
            Integer.toString(REMEMBERED))) {
      // What is loaded and grows once must not be counted.
      stand.drive(server, order(WARM_UP_SECONDS));
      Map<String, Object> before = look(server);
      Map<String, Object> load = stand.drive(server, order(seconds));
      return RememberedBytes.between(before, look(server), Answers.number(load, "meanAnswerBytes"));
    }
  }

  private static LoadOrder order(int seconds) {
    return LoadOrder.get(CoapResources.BENCHMARK, CLIENTS, 0, seconds).paced(PER_SECOND);
  }

  /** A server's memory and figures. */
  static Map<String, Object> look(RunningServer server) throws IOException, InterruptedException {
    Map<String, Object> all = new HashMap<>(server.ask(ServerReport.MEMORY));
    all.putAll(server.ask(ServerReport.FIGURES));
    return all;
  }

  private Row row(CoapContender contender, List<RememberedBytes> rounds) {
    Row row =
        new Row(name(), "%d clients, %s".formatted(CLIENTS, contender.title()))
            .with("exchanges", of(rounds, RememberedBytes::exchanges))
            .with("answerBytes", of(rounds, RememberedBytes::answerBytes))
            .with("heapBytes", of(rounds, RememberedBytes::heap))
            .with("besideHeapBytes", of(rounds, RememberedBytes::besideHeap))
            .with("bytesBeyondAnswer", of(rounds, RememberedBytes::beyondAnswer));
    return contender == CoapContender.OURS
        ? row.bar(Bar.atMost("bytesBeyondAnswer", MAX_BYTES))
        : row;
  }

  private static Samples of(
      List<RememberedBytes> rounds, ToDoubleFunction<RememberedBytes> figure) {
    return new Samples(rounds.stream().mapToDouble(figure).toArray());
  }
}
