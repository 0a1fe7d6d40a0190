package dev.millrace.local.report;

import dev.millrace.fleet.FleetStats;
import dev.millrace.local.check.CheckReport;
import dev.millrace.local.check.Defects;
import dev.millrace.local.check.ExchangeVerdict;
import dev.millrace.local.check.StageVerdict;
import dev.millrace.local.report.migration.MigrationReport;
import dev.millrace.local.report.migration.OutputTimeline;
import dev.millrace.local.running.LocalRun;
import dev.millrace.local.running.RunResult;
import dev.millrace.local.running.RunningFleet;
import dev.millrace.local.running.RunningGateway;
import dev.millrace.local.running.RunningStage;
import dev.millrace.local.running.StageStatus;
import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** Puts together what is to be said about a run. */
public final class ReportBuilder {
  private static final int VERSION = 1;
  private static final char SUCCESS = '2';
  private static final double MICROS_PER_MILLI = 1000;

  private ReportBuilder() {}

  /**
   * The report of a run whose parts can still be asked.
   *
   * @param migrations in the order in which they began
   * @param timelines of the stages whose outputs were watched
   */
  public static RunReport of(
      LocalRun run,
      RunResult result,
      RunTimes times,
      List<MigrationReport> migrations,
      List<OutputTimeline> timelines) {
    List<RunReport.Stage> stages = new ArrayList<>();
    for (RunningStage stage : run.stages()) {
      stages.add(stage(stage, result.checks()));
    }
    RunReport.Messages messages =
        result.checks() == null ? null : messages(result.checks().exchanges());
    return new RunReport(
        VERSION,
        result.holds(),
        Summary.of(result, messages, stages),
        run.options().manifests().toString(),
        times.startedAt(),
        seconds(times.startup()),
        seconds(times.running()),
        seconds(times.ending()),
        seconds(times.checking()),
        result.reason().name().toLowerCase(Locale.ROOT).replace('_', '-'),
        result.drained(),
        result.failures(),
        messages,
        run.gateways().stream().map(gateway -> gateway(run, gateway)).toList(),
        run.fleets().stream().map(ReportBuilder::fleet).toList(),
        stages,
        migrations,
        timelines);
  }

  private static RunReport.Messages messages(ExchangeVerdict verdict) {
    return new RunReport.Messages(
        verdict.holds(),
        verdict.acknowledged(),
        verdict.unacknowledged(),
        verdict.found(),
        verdict.unacknowledgedFound(),
        verdict.outside(),
        verdict.outsideAllowed(),
        defects(verdict.defects()));
  }

  private static RunReport.Defects defects(Defects defects) {
    return new RunReport.Defects(
        defects.missing(),
        defects.repeated(),
        defects.reordered(),
        defects.different(),
        defects.unexpected(),
        defects.samples());
  }

  private static RunReport.Gateway gateway(LocalRun run, RunningGateway gateway) {
    SortedMap<String, Long> responses = new TreeMap<>();
    for (Counter counter :
        run.registry()
            .find("millrace.gateway.requests")
            .tag("gateway", gateway.name())
            .counters()) {
      responses.merge(counter.getId().getTag("code"), (long) counter.count(), Long::sum);
    }
    long accepted = 0;
    long refused = 0;
    for (var response : responses.entrySet()) {
      if (response.getKey().charAt(0) == SUCCESS) {
        accepted += response.getValue();
      } else {
        refused += response.getValue();
      }
    }
    return new RunReport.Gateway(
        gateway.name(),
        gateway.resource().spec().pool(),
        gateway.uris(),
        accepted,
        refused,
        responses);
  }

  private static RunReport.Fleet fleet(RunningFleet fleet) {
    FleetStats stats = fleet.stats();
    return new RunReport.Fleet(
        fleet.name(),
        fleet.gateway(),
        stats.devices(),
        stats.sent(),
        stats.acknowledged(),
        stats.refused(),
        stats.reset(),
        stats.unknown(),
        stats.retransmissions(),
        stats.repeats(),
        stats.skipped(),
        stats.roundTrips().getValueAtPercentile(50) / MICROS_PER_MILLI,
        stats.roundTrips().getValueAtPercentile(99) / MICROS_PER_MILLI,
        stats.roundTrips().getMaxValue() / MICROS_PER_MILLI);
  }

  private static RunReport.Stage stage(RunningStage stage, CheckReport checks) {
    StageStatus status = stage.status();
    StageVerdict verdict =
        checks == null
            ? null
            : checks.stages().stream()
                .filter(one -> one.stage().equals(stage.name()))
                .findFirst()
                .orElse(null);
    if (verdict == null) {
      return new RunReport.Stage(
          stage.name(),
          stage.pool(),
          stage.engine(),
          false,
          false,
          status.records(),
          0,
          0,
          status.late(),
          status.deadLetters(),
          0,
          0,
          new RunReport.Defects(0, 0, 0, 0, 0, List.of()),
          status.restarts(),
          false,
          status.lastError());
    }
    return new RunReport.Stage(
        stage.name(),
        stage.pool(),
        stage.engine(),
        verdict.holds(),
        verdict.recomputed(),
        verdict.counted() ? verdict.input() : status.records(),
        verdict.ticks(),
        verdict.repeatedInput(),
        verdict.counted() ? verdict.late() : status.late(),
        verdict.counted() ? verdict.deadLetters() : status.deadLetters(),
        verdict.expected(),
        verdict.found(),
        defects(verdict.defects()),
        status.restarts(),
        verdict.repeatsAllowed(),
        status.lastError());
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / MICROS_PER_MILLI;
  }
}
