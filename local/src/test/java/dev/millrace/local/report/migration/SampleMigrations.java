package dev.millrace.local.report.migration;

import dev.millrace.api.MigrationPhase;
import dev.millrace.api.MigrationRequestSpec.Restart;
import dev.millrace.api.MigrationRequestSpec.Strategy;
import dev.millrace.api.PartitionReport;
import dev.millrace.api.PartitionReport.Opening;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Migrations as a run could have had them: one as it should be, one fenced, one rolled back. */
public final class SampleMigrations {
  /** When everything ran. */
  public static final long ORIGIN = Instant.parse("2026-03-14T09:26:53.589Z").toEpochMilli();

  public static final int PARTITIONS = 8;

  /** The partition that nothing comes to. */
  public static final int IDLE = 5;

  private static final MigrationSide NORTH = new MigrationSide("edge-north", "light");
  private static final MigrationSide SOUTH = new MigrationSide("edge-south", "light");
  private static final MigrationSide CLOUD = new MigrationSide("cloud", "flink");

  private SampleMigrations() {}

  /** All three. */
  public static List<MigrationReport> all() {
    return List.of(succeeded(), fenced(), rolledBack());
  }

  /** From the north to the south, everything proved, with one idle partition. */
  public static MigrationReport succeeded() {
    List<PartitionMove> moves = new ArrayList<>();
    for (int p = 0; p < PARTITIONS; p++) {
      long switched = ORIGIN + 17_002;
      double open = 6.1 + p * 0.7;
      moves.add(
          new PartitionMove(
              "edge-north-0",
              "edge-south-0",
              switched,
              switched + Math.round(open),
              p == IDLE
                  ? proof(p, 0, 0, open, null, Opening.Proved)
                  : proof(p, 602 + 13 * p, 4_711 + 100 * p, open, 7.5 + p * 0.2, Opening.Proved)));
    }
    return new MigrationReport(
        "battery-change",
        "parking/count",
        Strategy.Parallel,
        null,
        NORTH,
        SOUTH,
        MigrationPhase.Succeeded,
        null,
        30_000,
        phases(
            11_350,
            MigrationPhase.Pending,
            40,
            MigrationPhase.Preparing,
            1_180,
            MigrationPhase.Transferring,
            640,
            MigrationPhase.CatchingUp,
            812,
            MigrationPhase.Verifying,
            2_980,
            MigrationPhase.CuttingOver,
            24,
            MigrationPhase.Observing,
            30_000,
            MigrationPhase.Finishing,
            420,
            MigrationPhase.Succeeded,
            0),
        moves);
  }

  /** Out of the cloud, whose replica died while it handed over. */
  public static MigrationReport fenced() {
    List<PartitionMove> moves = new ArrayList<>();
    for (int p = 0; p < 4; p++) {
      boolean fenced = p == 2;
      long switched = ORIGIN + 69_900;
      double open = fenced ? 2_412.5 : 31.4 + p;
      moves.add(
          new PartitionMove(
              "cloud-0",
              "edge-south-1",
              switched,
              switched + Math.round(open),
              proof(
                  p,
                  88 + p,
                  1_204 + p,
                  open,
                  fenced ? 2_630.0 : 412.0 + p,
                  fenced ? Opening.Fenced : Opening.Proved)));
    }
    return new MigrationReport(
        "leave-the-cloud",
        "parking/free",
        Strategy.Parallel,
        null,
        CLOUD,
        SOUTH,
        MigrationPhase.Succeeded,
        null,
        10_000,
        phases(
            61_200,
            MigrationPhase.Pending,
            35,
            MigrationPhase.Preparing,
            960,
            MigrationPhase.Transferring,
            3_120,
            MigrationPhase.CatchingUp,
            1_490,
            MigrationPhase.Verifying,
            3_095,
            MigrationPhase.CuttingOver,
            2_440,
            MigrationPhase.Observing,
            10_000,
            MigrationPhase.Finishing,
            380,
            MigrationPhase.Succeeded,
            0),
        moves);
  }

  /** To the cloud with a step that asks the clock; found out before the switch. */
  public static MigrationReport rolledBack() {
    List<PartitionMove> moves = new ArrayList<>();
    for (int p = 0; p < PARTITIONS; p++) {
      boolean differs = p == 3;
      moves.add(
          new PartitionMove(
              "edge-south-0",
              "cloud-0",
              0,
              0,
              new PartitionReport(
                  p,
                  p == IDLE ? 0L : 97L + p,
                  p == IDLE ? 0L : 12L,
                  p == IDLE ? null : 9_001L,
                  p == IDLE ? null : 9_098L + p,
                  differs ? 2L : 0L,
                  differs ? 9_043L : null,
                  differs ? "lot-<south>-\"3\"" : null,
                  null,
                  null,
                  null,
                  null,
                  null,
                  null,
                  null,
                  null,
                  61_440L,
                  22_016L)));
    }
    return new MigrationReport(
        "try-custom-step",
        "parking/count",
        Strategy.Parallel,
        null,
        SOUTH,
        CLOUD,
        MigrationPhase.RolledBack,
        "outputs differ in partition 3 before the switch",
        30_000,
        phases(
            88_000,
            MigrationPhase.Pending,
            38,
            MigrationPhase.Preparing,
            2_910,
            MigrationPhase.Transferring,
            1_190,
            MigrationPhase.CatchingUp,
            705,
            MigrationPhase.Verifying,
            1_250,
            MigrationPhase.RollingBack,
            610,
            MigrationPhase.RolledBack,
            0),
        moves);
  }

  /** By strategies that compare nothing. */
  public static List<MigrationReport> others() {
    return List.of(
        other(Strategy.Restart, Restart.WithState, 812.0, null),
        other(Strategy.Restart, Restart.WithoutState, 640.0, null),
        other(Strategy.StateTransfer, null, 70.5, null),
        other(Strategy.WindowSynchronised, null, null, 0L),
        other(Strategy.WindowSynchronised, null, null, -3L));
  }

  private static MigrationReport other(
      Strategy strategy, Restart restart, Double downtime, Long offset) {
    List<PartitionMove> moves = new ArrayList<>();
    for (int p = 0; p < 2; p++) {
      long switched = ORIGIN + 20_000;
      Long ahead = offset == null ? null : Long.valueOf(offset * p);
      moves.add(
          new PartitionMove(
              "edge-north-0",
              "edge-south-0",
              switched,
              switched + 900,
              new PartitionReport(
                  p,
                  null,
                  null,
                  null,
                  null,
                  null,
                  null,
                  null,
                  4_711L + p,
                  900.0,
                  1_040.0 + p,
                  6.8,
                  null,
                  downtime,
                  ahead == null ? null : ahead == 0 ? "Strong" : "TargetAhead",
                  ahead,
                  null,
                  null)));
    }
    return new MigrationReport(
        "by-" + strategy.name().toLowerCase(Locale.ROOT),
        "parking/count",
        strategy,
        restart,
        NORTH,
        SOUTH,
        MigrationPhase.Succeeded,
        null,
        0,
        phases(
            19_000,
            MigrationPhase.Pending,
            40,
            MigrationPhase.Transferring,
            960,
            MigrationPhase.CuttingOver,
            900,
            MigrationPhase.Finishing,
            100,
            MigrationPhase.Succeeded,
            0),
        moves);
  }

  private static PartitionReport proof(
      int partition, long records, long lastSn, double open, Double gap, Opening opening) {
    boolean idle = records == 0;
    return new PartitionReport(
        partition,
        records,
        records / 10,
        idle ? null : lastSn - records + 1,
        idle ? null : lastSn,
        0L,
        null,
        null,
        idle ? 0 : lastSn + 3,
        open,
        gap,
        idle ? null : 6.8,
        opening,
        null,
        null,
        null,
        idle ? 212L : 148_480L + partition * 1_024L,
        idle ? 96L : 51_200L + partition * 512L);
  }

  private static List<PhaseSpan> phases(long start, Object... phasesAndMillis) {
    List<PhaseSpan> phases = new ArrayList<>();
    long at = ORIGIN + start;
    for (int i = 0; i < phasesAndMillis.length; i += 2) {
      long end = at + (Integer) phasesAndMillis[i + 1];
      phases.add(new PhaseSpan((MigrationPhase) phasesAndMillis[i], at, end));
      at = end;
    }
    return phases;
  }
}
