package dev.millrace.local.bench;

import dev.millrace.broker.BrokerException;
import dev.millrace.local.bench.coap.AtMostOnceMeasurement;
import dev.millrace.local.bench.coap.BlockwiseMeasurement;
import dev.millrace.local.bench.coap.ClientsMeasurement;
import dev.millrace.local.bench.coap.FanOutMeasurement;
import dev.millrace.local.bench.coap.KillsMeasurement;
import dev.millrace.local.bench.coap.MemoryMeasurement;
import dev.millrace.local.bench.coap.MixedMeasurement;
import dev.millrace.local.bench.coap.NeighboursMeasurement;
import dev.millrace.local.bench.coap.PacedMeasurement;
import dev.millrace.local.bench.coap.PostMeasurement;
import dev.millrace.local.bench.coap.SmallHeapMeasurement;
import dev.millrace.local.bench.coap.update.UpdateMeasurement;
import dev.millrace.local.bench.strategies.Experiments;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code millrace bench}: measures this machine's figures beside their peers. The results go to the
 * standard output, what is going on to the standard error.
 */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Measures speed, latency and memory beside their peers (docs/benchmarks.md).")
public final class BenchCommand implements Runnable {
  private static final String LOG_LEVEL = "org.slf4j.simpleLogger.defaultLogLevel";

  /** Warns as long as it waits for a topic that a run has still to create. */
  private static final String WAITING =
      "org.slf4j.simpleLogger.log.org.apache.kafka.clients.NetworkClient";

  /** Warns of positions that were asked for in passing. */
  private static final String POSITIONS =
      "org.slf4j.simpleLogger.log.org.apache.kafka.clients.consumer.internals.OffsetFetcherUtils";

  @Spec private CommandSpec command;

  /** There is nothing to do without one of the subcommands. */
  @Override
  public void run() {
    throw new ParameterException(
        command.commandLine(),
        "say which benchmark: stage, latency, migration, strategies or coap");
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Throughput, CPU, pauses and memory of a stage on both engines.")
  int stage(@Mixin BenchOptions options) throws IOException, BrokerException, InterruptedException {
    return run(
        "stage",
        options,
        List.of(
            new ThroughputMeasurement(),
            new ExpressionMeasurement(),
            new PauseMeasurement(),
            new FootprintMeasurement()));
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "From input record, CoAP message and start of a run to the first result.")
  int latency(@Mixin BenchOptions options)
      throws IOException, BrokerException, InterruptedException {
    return run(
        "latency",
        options,
        List.of(new LatencyMeasurement(), new CoapMeasurement(), new HelloMeasurement()));
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Gaps, latency and length of moves of a running stage.")
  int migration(@Mixin BenchOptions options)
      throws IOException, BrokerException, InterruptedException {
    return run(
        "migration",
        options,
        List.of(
            new MoveMeasurement(MoveCase.usual()),
            new BlueGreenMeasurement(),
            new MoveMeasurement(MoveCase.unhurried()),
            new MoveMeasurement(MoveCase.idle()),
            new MoveMeasurement(MoveCase.large()),
            new StandbyMeasurement(),
            new ShadowMeasurement()));
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "The source document's experiments in small, with the strategies compared.")
  int strategies(@Mixin BenchOptions options)
      throws IOException, BrokerException, InterruptedException {
    return run("strategies", options, Experiments.all());
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "The gateway's CoAP stack under load, beside plain Californium and libcoap.")
  int coap(@Mixin BenchOptions options) throws IOException, BrokerException, InterruptedException {
    return run(
        "coap",
        options,
        List.of(
            new ClientsMeasurement(),
            new PacedMeasurement(),
            new AtMostOnceMeasurement(),
            new FanOutMeasurement(),
            new SmallHeapMeasurement(),
            new NeighboursMeasurement(),
            new KillsMeasurement(),
            new MixedMeasurement(),
            new BlockwiseMeasurement(),
            new MemoryMeasurement(),
            PostMeasurement.plain(),
            PostMeasurement.overDtls(),
            new UpdateMeasurement()));
  }

  private int run(String bench, BenchOptions options, List<Measurement> measurements)
      throws IOException, BrokerException, InterruptedException {
    if (System.getProperty(LOG_LEVEL) == null) {
      System.setProperty(LOG_LEVEL, "warn");
      System.setProperty(WAITING, "error");
      System.setProperty(POSITIONS, "error");
    }
    PrintWriter out = command.commandLine().getOut();
    PrintWriter err = command.commandLine().getErr();
    List<Measurement> chosen = options.choose(measurements, command.commandLine());
    BenchOutcome outcome = new BenchOutcome(bench, options, out, err);
    new BenchRun(
            options.quick,
            message -> {
              err.println(message);
              err.flush();
            },
            outcome)
        .of(chosen);
    return 0;
  }
}
