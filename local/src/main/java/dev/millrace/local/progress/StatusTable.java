package dev.millrace.local.progress;

import dev.millrace.local.report.migration.MigrationReport;
import dev.millrace.local.running.RunStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A run's status as the lines of a table. */
final class StatusTable {
  private static final long SECOND_MILLIS = 1_000;

  private final String title;
  private final Duration duration;

  /**
   * A table.
   *
   * @param title what is run
   * @param duration how long it will; null if that is open
   */
  StatusTable(String title, Duration duration) {
    this.title = title;
    this.duration = duration;
  }

  /** The lines of the table. */
  List<String> lines(RunStatus status) {
    List<String> lines = new ArrayList<>();
    lines.add(head(status));
    lines.add("broker   embedded Kafka, " + status.broker());
    lines.addAll(gateways(status));
    lines.addAll(stages(status));
    lines.add(devices(status));
    for (MigrationReport report : status.migrations()) {
      lines.add(MigrationText.line(status.elapsed(), report));
    }
    status.errors().forEach(error -> lines.add("error    " + error.replaceAll("\\s+", " ")));
    return lines;
  }

  /** The whole status in one line. */
  String line(RunStatus status) {
    StringBuilder line = new StringBuilder(Texts.clock(status.elapsed()));
    for (RunStatus.Stage stage : status.stages()) {
      line.append(
          "  %s %s rec/s lag %s"
              .formatted(
                  stage.name(),
                  Texts.rate(stage.recordsPerSecond()),
                  Texts.count(stage.status().lag())));
    }
    line.append("  ").append(devices(status));
    status
        .errors()
        .forEach(error -> line.append("  error: ").append(error.replaceAll("\\s+", " ")));
    return line.toString();
  }

  private String head(RunStatus status) {
    String of = duration == null ? "" : " of " + Texts.clock(duration);
    return "millrace " + title + "  " + Texts.clock(status.elapsed()) + of;
  }

  private static List<String> gateways(RunStatus status) {
    Columns columns = new Columns("lllrrrl");
    for (RunStatus.Gateway gateway : status.gateways()) {
      columns.row(
          "gateway",
          gateway.name(),
          gateway.pool(),
          Texts.rate(gateway.perSecond()) + " msg/s",
          Texts.count(gateway.accepted()) + " accepted",
          Texts.count(gateway.refused()) + " refused",
          String.join("  ", gateway.uris()));
    }
    return columns.lines();
  }

  private static List<String> stages(RunStatus status) {
    Columns columns = new Columns("llllrrrrrr");
    columns.row("", "stage", "pool", "engine", "rec/s", "lag", "log time", "out", "late", "dead");
    for (RunStatus.Stage stage : status.stages()) {
      columns.row(
          "stage  ",
          stage.name(),
          stage.pool(),
          stage.engine(),
          Texts.rate(stage.recordsPerSecond()),
          Texts.count(stage.status().lag()),
          behind(stage.behindMillis()),
          Texts.count(stage.status().outputs()),
          Texts.count(stage.status().late()),
          Texts.count(stage.status().deadLetters()));
    }
    return columns.lines();
  }

  private static String behind(long millis) {
    return millis < 0 ? "none" : "-" + Texts.micros(millis * SECOND_MILLIS);
  }

  private static String devices(RunStatus status) {
    RunStatus.Devices devices = status.devices();
    if (devices.fleets() == 0) {
      return "devices  no fleet, waiting for others";
    }
    String refused =
        devices.refused() + devices.unknown() == 0
            ? ""
            : ", %s refused, %s without answer"
                .formatted(Texts.count(devices.refused()), Texts.count(devices.unknown()));
    return "devices  %s devices, %s sent, %s acknowledged%s, p50 %s p99 %s"
        .formatted(
            Texts.count(devices.devices()),
            Texts.count(devices.sent()),
            Texts.count(devices.acknowledged()),
            refused,
            Texts.micros(devices.roundTripP50Micros()),
            Texts.micros(devices.roundTripP99Micros()));
  }
}
