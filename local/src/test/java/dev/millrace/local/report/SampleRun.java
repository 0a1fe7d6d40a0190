package dev.millrace.local.report;

import static dev.millrace.local.report.migration.SampleMigrations.ORIGIN;

import dev.millrace.local.check.Defect;
import dev.millrace.local.report.RunReport.Defects;
import dev.millrace.local.report.migration.MigrationReport;
import dev.millrace.local.report.migration.OutputTimeline;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reports as a run could have written them. */
public final class SampleRun {
  private static final long STARTUP_MILLIS = 3_400;
  private static final Defects NONE = new Defects(0, 0, 0, 0, 0, List.of());

  private SampleRun() {}

  /** A run in which everything holds. */
  public static RunReport good(List<MigrationReport> migrations, List<OutputTimeline> timelines) {
    return of("examples/parking", true, NONE, List.of(), migrations, timelines);
  }

  /** A run in which an output is missing and something failed. */
  public static RunReport bad(String manifests, String failure) {
    Defect defect =
        new Defect(
            Defect.Kind.MISSING, "counts-3", "parking.count/1/3/4711/0", "{\"in\": 4}", "nothing");
    return of(
        manifests,
        false,
        new Defects(1, 0, 0, 0, 0, List.of(defect)),
        List.of(failure),
        List.of(),
        List.of());
  }

  private static RunReport of(
      String manifests,
      boolean holds,
      Defects defects,
      List<String> failures,
      List<MigrationReport> migrations,
      List<OutputTimeline> timelines) {
    return new RunReport(
        1,
        holds,
        (holds ? "every check holds" : "FAILED")
            + ": 48,211 messages acknowledged, 6,024 outputs expected",
        manifests,
        Instant.ofEpochMilli(ORIGIN - STARTUP_MILLIS),
        STARTUP_MILLIS / 1000.0,
        120,
        6.2,
        4.8,
        "duration",
        true,
        failures,
        new RunReport.Messages(true, 48_211, 3, 48_212, 1, 0, false, NONE),
        List.of(
            new RunReport.Gateway(
                "gates",
                "edge-north",
                List.of("coap://127.0.0.1:5683", "coaps://127.0.0.1:5684"),
                48_211,
                17,
                new TreeMap<>(Map.of("2.04", 48_211L, "5.03", 17L)))),
        List.of(
            new RunReport.Fleet(
                "sensors",
                "gates",
                200,
                48_231,
                48_211,
                new TreeMap<>(Map.of("5.03", 17L)),
                0,
                3,
                21,
                14,
                2,
                1.93,
                11.2,
                213.4)),
        List.of(
            stage("parking.count", "edge-north", "light", 48_211, 4_820, holds, defects),
            stage("parking.free", "cloud", "flink", 4_820, 1_204, true, NONE)),
        migrations,
        timelines);
  }

  private static RunReport.Stage stage(
      String name,
      String pool,
      String engine,
      long records,
      long outputs,
      boolean holds,
      Defects defects) {
    return new RunReport.Stage(
        name,
        pool,
        engine,
        holds,
        true,
        records,
        312,
        0,
        4,
        1,
        outputs,
        outputs - defects.missing(),
        defects,
        0,
        false,
        null);
  }
}
