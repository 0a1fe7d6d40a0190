package dev.millrace.e2e.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.millrace.broker.BrokerException;
import dev.millrace.local.bench.Machine;
import dev.millrace.local.bench.Rendering;
import dev.millrace.local.bench.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What {@code e2e/bench} runs once the API is up and the chart installed. */
@Command(name = "e2e/bench")
public final class OperatorBench implements Callable<Integer> {
  private static final int RESOURCES_OF_A_FULL_RUN = 1_000;

  @Mixin private BenchOptions options;

  private final List<Row> rows = new ArrayList<>();

  /** Exits with 0 if all bars are met, with 1 if one is missed or nothing could be measured. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new OperatorBench()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException, BrokerException, InterruptedException {
    Map<String, Object> machine = Machine.environment(options.resources < RESOURCES_OF_A_FULL_RUN);
    if (!options.json) {
      System.out.print(Rendering.environment(machine));
    }
    try (Stand stand = Stand.open(options)) {
      measure(stand);
    } finally {
      print(machine);
    }
    return rows.stream().allMatch(Row::met) ? 0 : 1;
  }

  private void measure(Stand stand) throws IOException, InterruptedException {
    options.say("making %d objects of others".formatted(options.foreign));
    Foreigners.create(stand.client(), options.foreign);
    stand.plant().createNodes();
    options.say("making %d resources".formatted(options.resources));
    try (OperatorProcess operator = stand.start()) {
      operator.awaitReady();
      rows.add(CreationMeasurement.measure(stand, operator));
    }
    options.say("starts");
    rows.addAll(StartMeasurement.measure(stand));
    try (OperatorProcess operator = stand.start()) {
      operator.awaitReady();
      stand.settle(operator);
      rows.add(MemoryMeasurement.measure("started", operator));
      options.say("changes");
      rows.addAll(ChangeMeasurement.measure(stand, operator));
      rows.add(MemoryMeasurement.measure("after the changes", operator));
      options.say("new pods");
      rows.add(CreationMeasurement.again(stand, operator));
      options.say("%d s of nothing".formatted(options.idle));
      rows.add(IdleMeasurement.measure(stand, operator));
      options.say("an API server that is away");
      rows.add(OutageMeasurement.measure(stand, operator));
      rows.add(MemoryMeasurement.measure("at the end", operator));
    }
  }

  private void print(Map<String, Object> machine) throws JsonProcessingException {
    System.out.print(
        options.json ? Rendering.json("operator", machine, rows) + "\n" : Rendering.tables(rows));
  }
}
