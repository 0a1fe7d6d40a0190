package dev.millrace.local.bench.coap;

import dev.millrace.broker.BrokerException;
import dev.millrace.gateway.GatewayFaults;
import dev.millrace.local.bench.Answers;
import dev.millrace.local.bench.Bar;
import dev.millrace.local.bench.Bench;
import dev.millrace.local.bench.Measurement;
import dev.millrace.local.bench.Row;
import dev.millrace.local.bench.Samples;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What is left of the throughput if a random part of the gateway fails every two seconds, against
 * the same gateway undisturbed; and whether it comes back, leaks or loses what it acknowledged.
 * Gateway, broker and load tool share all processors.
 */
public final class KillsMeasurement implements Measurement {
  private static final String HEAP = "256m";
  private static final int CLIENTS = 1_000;
  private static final int PARTITIONS = 4;
  private static final double MIN_SHARE = 0.9;
  private static final double MAX_RECOVERY_MILLIS = 2_000;
  private static final List<String> NOTHING_LEFT =
      List.of(
          "unrecovered", "peersLeft", "exchangesLeft", "inFlightLeft", "acknowledgedBeyondRecords");

  @Override
  public String name() {
    return "kills";
  }

  @Override
  public List<Row> measure(Bench bench) throws IOException, BrokerException, InterruptedException {
    Stand stand = new Stand(bench, new Cores(false), name());
    Cells undisturbed = new Cells();
    Cells disturbed = new Cells();
    int rounds = bench.pick(1, 5);
    for (int round = 1; round <= rounds; round++) {
      undisturbed.add(cell(bench, stand, round, 0));
      disturbed.add(cell(bench, stand, round, round));
    }
    String clients = CLIENTS + " clients, gateway";
    return List.of(
        undisturbed.row(name(), clients + " undisturbed"),
        disturbedRow(clients + ", a fault every 2 s", undisturbed, disturbed));
  }

  /**
   * @param seed of the faults; 0 for none
   */
  private Cell cell(Bench bench, Stand stand, int round, int seed)
      throws IOException, BrokerException, InterruptedException {
    String topic = "%s-%d-%d".formatted(name(), round, seed);
    bench.create(Map.of(topic, PARTITIONS));
    KillsProcess.Order order =
        new KillsProcess.Order(0, CLIENTS, bench.pick(8, 15), bench.pick(20, 30));
    int seconds = order.warmUpSeconds() + order.seconds();
    RunningServer server =
        stand.start(
            Stand.options(HEAP),
            KillsServerProcess.class,
            bench.bootstrapServers(),
            topic,
            Integer.toString(seed),
            Integer.toString(seconds));
    Cell cell = stand.load(server, seconds, KillsProcess.class, order.to(server.port()).toJson());
    bench.say(
        "kills: round %d, %s: %,.0f/s, p99 %.1f, max %.0f ms, lost %.0f, refused %.0f%s"
            .formatted(
                round,
                seed == 0 ? "undisturbed" : "disturbed",
                cell.perSecond(),
                cell.of("p99Millis"),
                cell.of("maxMillis"),
                cell.of("lostInAll"),
                cell.of("refused"),
                cell.alive() ? ", " + cell.server() : ", dead at the end"));
    return cell;
  }

  private Row disturbedRow(String contender, Cells undisturbed, Cells disturbed) {
    int rounds = disturbed.rounds();
    Row row =
        disturbed
            .row(name(), contender)
            .with("roundsAlive", disturbed.alive())
            .bar(Bar.atLeast("roundsAlive", rounds))
            .with(
                "ofUndisturbed",
                new Samples(
                    IntStream.range(0, rounds)
                        .mapToDouble(
                            round ->
                                disturbed.round(round).perSecond()
                                    / undisturbed.round(round).perSecond())
                        .toArray()))
            .bar(Bar.atLeast("ofUndisturbed", MIN_SHARE));
    if (disturbed.alive() == rounds) {
      for (GatewayFaults.Part part : GatewayFaults.Part.values()) {
        row.with(FaultClock.figure(part), disturbed.of(cell -> of(cell, FaultClock.figure(part))))
            .with(
                FaultClock.recoveryFigure(part),
                disturbed.of(cell -> of(cell, FaultClock.recoveryFigure(part))));
      }
      row.with("worstRecoveryMillis", worst(disturbed, "worstRecoveryMillis"))
          .bar(Bar.atMost("worstRecoveryMillis", MAX_RECOVERY_MILLIS));
      for (String figure : NOTHING_LEFT) {
        row.with(figure, worst(disturbed, figure)).bar(Bar.atMost(figure, 0));
      }
    }
    return row;
  }

  private static double of(Cell cell, String figure) {
    return Answers.number(cell.server(), figure);
  }

  /** Over all rounds: none of them may be worse. */
  private static double worst(Cells cells, String figure) {
    return IntStream.range(0, cells.rounds())
        .mapToDouble(round -> of(cells.round(round), figure))
        .max()
        .orElseThrow();
  }
}
