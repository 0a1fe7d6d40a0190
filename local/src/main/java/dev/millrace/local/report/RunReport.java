package dev.millrace.local.report;

import dev.millrace.local.check.Defect;
import dev.millrace.local.report.migration.MigrationReport;
import dev.millrace.local.report.migration.OutputTimeline;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;

/**
 * All that is to be said about a run that has ended; {@code docs/report.md} describes every field.
 * Units are in the names.
 */
public record RunReport(
    int version,
    boolean holds,
    String summary,
    String manifests,
    Instant startedAt,
    double startupSeconds,
    double runSeconds,
    double endSeconds,
    double checkSeconds,
    String endedBy,
    boolean drained,
    List<String> failures,
    Messages messages,
    List<Gateway> gateways,
    List<Fleet> fleets,
    List<Stage> stages,
    List<MigrationReport> migrations,
    List<OutputTimeline> timelines) {

  /** What has come in, and whether the topics hold it. */
  public record Messages(
      boolean holds,
      long acknowledged,
      long unacknowledged,
      long found,
      long unacknowledgedFound,
      long fromElsewhere,
      boolean elsewhereAllowed,
      Defects defects) {}

  /** What a check has found wrong, and the first few of each kind. */
  public record Defects(
      long missing,
      long repeated,
      long reordered,
      long different,
      long unexpected,
      List<Defect> samples) {}

  /** A gateway. */
  public record Gateway(
      String name,
      String pool,
      List<String> listeners,
      long accepted,
      long refused,
      SortedMap<String, Long> responses) {}

  /** A fleet. */
  public record Fleet(
      String name,
      String gateway,
      int devices,
      long sent,
      long acknowledged,
      SortedMap<String, Long> refused,
      long reset,
      long unknown,
      long retransmissions,
      long repeats,
      long skipped,
      double roundTripP50Millis,
      double roundTripP99Millis,
      double roundTripMaxMillis) {}

  /** A stage: what it did, and what the checker says about it. */
  public record Stage(
      String name,
      String pool,
      String engine,
      boolean holds,
      boolean recomputed,
      long records,
      long ticks,
      long repeatedRecords,
      long late,
      long deadLetters,
      long expected,
      long found,
      Defects defects,
      long restarts,
      boolean repeatsAllowed,
      String lastError) {}
}
