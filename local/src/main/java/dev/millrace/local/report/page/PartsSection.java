package dev.millrace.local.report.page;

import dev.millrace.local.drawing.Element;
import dev.millrace.local.report.RunReport;
import dev.millrace.local.report.migration.Figures;
import java.util.Map;
import java.util.stream.Collectors;

/** What ran: stages, gateways and fleets, with their counts. */
final class PartsSection {
  private PartsSection() {}

  static Element of(RunReport report) {
    Element section =
        Element.of("section").with("id", "parts").add(Element.of("h2").text("What ran"));
    if (!report.stages().isEmpty()) {
      section.add(stages(report));
    }
    if (!report.gateways().isEmpty()) {
      section.add(gateways(report));
    }
    return section.add(
        report.fleets().isEmpty()
            ? Element.of("p", "empty").text("No fleet; messages came from elsewhere, if at all.")
            : fleets(report));
  }

  private static Element stages(RunReport report) {
    Table table =
        Table.of("Stages")
            .texts("Stage", "Pool", "Engine")
            .numbers("Records", "Ticks", "Repeated", "Late", "Dead letters", "Restarts")
            .texts("Last error");
    for (RunReport.Stage stage : report.stages()) {
      table.row(
          stage.name(),
          stage.pool(),
          stage.engine(),
          Figures.count(stage.records()),
          Figures.count(stage.ticks()),
          Figures.count(stage.repeatedRecords()),
          Figures.count(stage.late()),
          Figures.count(stage.deadLetters()),
          Figures.count(stage.restarts()),
          stage.lastError() == null ? "none" : stage.lastError());
    }
    return table.build();
  }

  private static Element gateways(RunReport report) {
    Table table =
        Table.of("Gateways")
            .texts("Gateway", "Pool")
            .numbers("Accepted", "Refused")
            .texts("Answers by code", "Listens at");
    for (RunReport.Gateway gateway : report.gateways()) {
      table.row(
          gateway.name(),
          gateway.pool(),
          Figures.count(gateway.accepted()),
          Figures.count(gateway.refused()),
          codes(gateway.responses()),
          String.join(", ", gateway.listeners()));
    }
    return table.build();
  }

  private static Element fleets(RunReport report) {
    Table table =
        Table.of("Fleets")
            .texts("Fleet", "Gateway")
            .numbers("Devices", "Sent", "Acknowledged")
            .texts("Refused")
            .numbers("Reset", "No answer", "Sent again", "Repeats", "Skipped")
            .numbers("p50, ms", "p99, ms", "Longest, ms");
    for (RunReport.Fleet fleet : report.fleets()) {
      table.row(
          fleet.name(),
          fleet.gateway(),
          Figures.count(fleet.devices()),
          Figures.count(fleet.sent()),
          Figures.count(fleet.acknowledged()),
          codes(fleet.refused()),
          Figures.count(fleet.reset()),
          Figures.count(fleet.unknown()),
          Figures.count(fleet.retransmissions()),
          Figures.count(fleet.repeats()),
          Figures.count(fleet.skipped()),
          Figures.tenths(fleet.roundTripP50Millis()),
          Figures.tenths(fleet.roundTripP99Millis()),
          Figures.tenths(fleet.roundTripMaxMillis()));
    }
    return table.build();
  }

  private static String codes(Map<String, Long> counts) {
    return counts.isEmpty()
        ? "none"
        : counts.entrySet().stream()
            .map(entry -> Figures.count(entry.getValue()) + " × " + entry.getKey())
            .collect(Collectors.joining(", "));
  }
}
