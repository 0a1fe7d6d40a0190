package dev.millrace.local.report.page;

import dev.millrace.local.check.Defect;
import dev.millrace.local.drawing.Element;
import dev.millrace.local.drawing.Node;
import dev.millrace.local.drawing.Text;
import dev.millrace.local.report.RunReport;
import dev.millrace.local.report.migration.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the checker compared, line by line, and the first of what it found wrong. */
final class ChecksSection {
  private ChecksSection() {}

  static Element of(RunReport report) {
    Element section =
        Element.of("section").with("id", "checks").add(Element.of("h2").text("Checks"));
    if (report.messages() == null) {
      return section.add(Element.of("p", "empty").text("Nothing could be checked."));
    }
    Table table =
        Table.of("What must be in the topics, and what is")
            .texts("What", "Verdict")
            .numbers("Expected", "Found")
            .numbers("Missing", "Repeated", "Reordered", "Different", "Unexpected");
    RunReport.Messages messages = report.messages();
    table.row(
        cells(
            "messages of the fleets",
            Figures.count(messages.acknowledged()),
            Figures.count(messages.found() - messages.unacknowledgedFound()),
            messages.defects(),
            messages.holds()));
    for (RunReport.Stage stage : report.stages()) {
      table.row(
          cells(
              "outputs of " + stage.name() + (stage.recomputed() ? "" : ", a step in Java"),
              stage.recomputed() ? Figures.count(stage.expected()) : Table.NONE,
              Figures.count(stage.found()),
              stage.defects(),
              stage.holds()));
    }
    return section.add(table.build()).add(samples(report));
  }

  private static List<Node> cells(
      String what, String expected, String found, RunReport.Defects defects, boolean holds) {
    List<Node> cells = new ArrayList<>();
    cells.add(new Text(what));
    cells.add(Marks.holds(holds));
    cells.add(new Text(expected));
    cells.add(new Text(found));
    for (long count :
        List.of(
            defects.missing(),
            defects.repeated(),
            defects.reordered(),
            defects.different(),
            defects.unexpected())) {
      cells.add(count(count));
    }
    return cells;
  }

  private static Node count(long count) {
    String text = Figures.count(count);
    return count == 0 ? new Text(text) : Element.of("strong").text(text);
  }

  private static List<Node> samples(RunReport report) {
    List<Defect> defects = new ArrayList<>(report.messages().defects().samples());
    report.stages().forEach(stage -> defects.addAll(stage.defects().samples()));
    if (defects.isEmpty()) {
      return List.of();
    }
    Table table =
        Table.of("The first five of each kind")
            .texts("Kind", "Place", "Identity", "Expected", "Found");
    for (Defect defect : defects) {
      table.row(
          defect.kind().name().toLowerCase(Locale.ROOT),
          defect.place(),
          defect.identity(),
          defect.expected(),
          defect.found());
    }
    return List.of(table.build());
  }
}
