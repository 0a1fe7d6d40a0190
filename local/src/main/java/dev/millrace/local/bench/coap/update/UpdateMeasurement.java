package dev.millrace.local.bench.coap.update;

import dev.millrace.broker.BrokerException;
import dev.millrace.local.bench.Answers;
import dev.millrace.local.bench.Bar;
import dev.millrace.local.bench.Bench;
import dev.millrace.local.bench.JvmOptions;
import dev.millrace.local.bench.JvmProcess;
import dev.millrace.local.bench.Measurement;
import dev.millrace.local.bench.Row;
import dev.millrace.local.bench.Samples;
import java.io.IOException;
import java.net.DatagramSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A gateway is replaced by another process while devices with DTLS sessions post: by one that is
 * ready before it ends, as a Deployment behind a Service does it, and by one that is started after
 * it has ended, as with a port of the node. Gateways, broker and devices share all processors.
 */
public final class UpdateMeasurement implements Measurement {
  private static final String FIRST = "127.0.0.1";
  private static final String SECOND = "127.0.0.2";
  private static final String GATEWAY_HEAP = "256m";
  private static final String LOAD_HEAP = "512m";
  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final int PARTITIONS = 4;
  private static final List<String> FIGURES =
      List.of(
          "keptPercent",
          "handshakes",
          "acknowledgedMissing",
          "writtenTwice",
          "longestGapMillis",
          "longestRequestMillis",
          "endMillis",
          "requests",
          "acknowledged",
          "refused",
          "unanswered");

  private final Function<Bench, Scale> scales;
  private int rounds;

  /**
   * How much of everything.
   *
   * @param seconds before and after the gateway is replaced
   * @param rounds of each way to replace it
   */
  record Scale(int devices, int perSecond, int seconds, int rounds) {}

  /** As the demands have it, or a tenth of that in the quick form. */
  public UpdateMeasurement() {
    this(
        bench ->
            new Scale(
                bench.pick(400, 4_000),
                bench.pick(500, 5_000),
                bench.pick(5, 15),
                bench.pick(1, 3)));
  }

  UpdateMeasurement(Function<Bench, Scale> scales) {
    this.scales = scales;
  }

  @Override
  public String name() {
    return "update";
  }

  @Override
  public List<Row> measure(Bench bench) throws IOException, BrokerException, InterruptedException {
    Scale scale = scales.apply(bench);
    List<Row> rows = new ArrayList<>();
    for (boolean beside : new boolean[] {true, false}) {
      List<Map<String, Object>> figures = new ArrayList<>();
      for (int round = 0; round < scale.rounds(); round++) {
        figures.add(round(bench, scale, beside));
        bench.say("update: successor " + title(beside) + ": " + figures.get(round));
      }
      Row row = new Row(name(), "successor " + title(beside));
      for (String figure : FIGURES) {
        row.with(
            figure,
            new Samples(
                figures.stream().mapToDouble(one -> Answers.number(one, figure)).toArray()));
      }
      rows.add(row.bar(Bar.atLeast("keptPercent", 99.9)).bar(Bar.atMost("acknowledgedMissing", 0)));
    }
    return rows;
  }

  private static String title(boolean beside) {
    return beside ? "ready before" : "started after";
  }

  private Map<String, Object> round(Bench bench, Scale scale, boolean beside)
      throws IOException, BrokerException, InterruptedException {
    int number = ++rounds;
    UpdateOrder order = order(bench, scale, number);
    bench.create(Map.of(order.topic(), PARTITIONS, order.sessions(), 1));
    try (JvmProcess old = gateway(bench, "old-" + order.topic(), order, FIRST);
        JvmProcess load =
            bench.process(
                "load-" + order.topic(),
                options(LOAD_HEAP),
                UpdateLoadProcess.class,
                order.toJson(),
                FIRST)) {
      double connected = Answers.number(load.ask(UpdateLoadProcess.CONNECT, LONG), "connected");
      if (connected < order.devices()) {
        throw new IOException(
            "only %.0f of %d devices have a session".formatted(connected, order.devices()));
      }
      tell(load, UpdateLoadProcess.START);
      return beside
          ? besideEachOther(bench, scale, order, old, load)
          : oneAfterTheOther(bench, scale, order, old, load);
    }
  }

  private static Map<String, Object> besideEachOther(
      Bench bench, Scale scale, UpdateOrder order, JvmProcess old, JvmProcess load)
      throws IOException, InterruptedException {
    try (JvmProcess next = gateway(bench, "new-" + order.topic(), order, SECOND)) {
      pause(scale);
      long millis = end(old, load, SECOND);
      return finish(scale, load, next, millis);
    }
  }

  private static Map<String, Object> oneAfterTheOther(
      Bench bench, Scale scale, UpdateOrder order, JvmProcess old, JvmProcess load)
      throws IOException, InterruptedException {
    pause(scale);
    long millis = end(old, load, FIRST);
    try (JvmProcess next = gateway(bench, "new-" + order.topic(), order, FIRST)) {
      return finish(scale, load, next, millis);
    }
  }

  private static void pause(Scale scale) throws InterruptedException {
    TimeUnit.SECONDS.sleep(scale.seconds());
  }

  /** Ends a gateway at the moment from which on devices' datagrams go to another one. */
  private static long end(JvmProcess old, JvmProcess load, String successor)
      throws IOException, InterruptedException {
    tell(load, UpdateLoadProcess.SWITCH + successor);
    long begin = System.nanoTime();
    old.close();
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    tell(load, UpdateLoadProcess.ENDED);
    return millis;
  }

  private static Map<String, Object> finish(
      Scale scale, JvmProcess load, JvmProcess next, long endMillis)
      throws IOException, InterruptedException {
    pause(scale);
    Map<String, Object> figures = load.ask(UpdateLoadProcess.FINISH, LONG);
    if (!next.isAlive()) {
      throw new IOException("the new gateway has ended");
    }
    figures.put("endMillis", endMillis);
    return figures;
  }

  private static void tell(JvmProcess load, String command)
      throws IOException, InterruptedException {
    var unused = load.ask(command, START);
  }

  private static JvmProcess gateway(Bench bench, String name, UpdateOrder order, String address)
      throws IOException, InterruptedException {
    JvmProcess process =
        bench.process(
            name, options(GATEWAY_HEAP), UpdateGatewayProcess.class, order.toJson(), address);
    try {
      var unused = process.answer(START);
      return process;
    } catch (IOException e) {
      process.kill();
      throw e;
    }
  }

  private static List<String> options(String heap) {
    List<String> options = JvmOptions.common();
    options.addAll(List.of("-Xmx" + heap, "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"));
    return options;
  }

  private static UpdateOrder order(Bench bench, Scale scale, int number) throws IOException {
    try (DatagramSocket free = new DatagramSocket()) {
      return new UpdateOrder(
          bench.bootstrapServers(),
          "update-" + number,
          "update-sessions-" + number,
          free.getLocalPort(),
          scale.devices(),
          scale.perSecond());
    }
  }
}
