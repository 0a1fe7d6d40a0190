package dev.millrace.local.running;

import dev.millrace.fleet.FleetStats;
import io.micrometer.core.instrument.Counter;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;

/** Looks at a run now and then. One thread. */
public final class StatusSampler {
  private static final int SUCCESS = '2';

  private final LocalRun run;
  private final Clock clock;
  private final LongSupplier nanoTime;
  private final long startedAt;
  private final Rates rates = new Rates();

  /**
   * A sampler of a run that has just been started.
   *
   * @param clock that log time is compared with
   * @param nanoTime monotonic time
   */
  public StatusSampler(LocalRun run, Clock clock, LongSupplier nanoTime) {
    this.run = run;
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.startedAt = nanoTime.getAsLong();
  }

  /** The run as it is now. */
  public RunStatus sample() {
    long now = nanoTime.getAsLong();
    List<String> errors = new ArrayList<>();
    List<RunStatus.Gateway> gateways = new ArrayList<>();
    for (RunningGateway gateway : run.gateways()) {
      gateways.add(gateway(gateway, now));
      if (!gateway.gateway().brokerReachable()) {
        errors.add("gateway " + gateway.name() + ": the broker cannot be reached");
      }
    }
    List<RunStatus.Stage> stages = new ArrayList<>();
    for (RunningStage stage : run.stages()) {
      StageStatus status = stage.status();
      stages.add(stage(stage, status, now));
      if (status.lastError() != null) {
        errors.add(
            "stage %s, %d restarts: %s"
                .formatted(stage.name(), status.restarts(), status.lastError()));
      }
    }
    if (run.stop().failure() != null) {
      errors.add(run.stop().failure());
    }
    return new RunStatus(
        Duration.ofNanos(now - startedAt),
        run.bootstrapServers(),
        gateways,
        stages,
        devices(),
        run.migrations().reports(),
        errors);
  }

  private RunStatus.Gateway gateway(RunningGateway gateway, long now) {
    long accepted = 0;
    long refused = 0;
    for (Counter counter :
        run.registry()
            .find("millrace.gateway.requests")
            .tag("gateway", gateway.name())
            .counters()) {
      String code = counter.getId().getTag("code");
      if (code != null && code.charAt(0) == SUCCESS) {
        accepted += (long) counter.count();
      } else {
        refused += (long) counter.count();
      }
    }
    return new RunStatus.Gateway(
        gateway.name(),
        gateway.resource().spec().pool(),
        gateway.uris(),
        rates.perSecond("gateway " + gateway.name(), now, accepted + refused),
        accepted,
        refused);
  }

  private RunStatus.Stage stage(RunningStage stage, StageStatus status, long now) {
    return new RunStatus.Stage(
        stage.name(),
        stage.pool(),
        stage.engine(),
        rates.perSecond("stage " + stage.name(), now, status.records()),
        status.logTime() == 0 ? -1 : Math.max(0, clock.millis() - status.logTime()),
        status);
  }

  private RunStatus.Devices devices() {
    long devices = 0;
    long sent = 0;
    long acknowledged = 0;
    long refused = 0;
    long unknown = 0;
    long outstanding = 0;
    long retransmissions = 0;
    Histogram roundTrips = new Histogram(3);
    for (RunningFleet fleet : run.fleets()) {
      FleetStats stats = fleet.stats();
      devices += stats.devices();
      sent += stats.sent();
      acknowledged += stats.acknowledged();
      refused += stats.refusals() + stats.reset();
      unknown += stats.unknown();
      outstanding += stats.outstanding();
      retransmissions += stats.retransmissions();
      roundTrips.add(stats.roundTrips());
    }
    return new RunStatus.Devices(
        run.fleets().size(),
        devices,
        sent,
        acknowledged,
        refused,
        unknown,
        outstanding,
        retransmissions,
        roundTrips.getValueAtPercentile(50),
        roundTrips.getValueAtPercentile(99));
  }
}
