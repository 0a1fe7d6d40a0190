package dev.millrace.local.progress;

import dev.millrace.local.check.Defect;
import dev.millrace.local.report.ReportFiles;
import dev.millrace.local.report.RunReport;
import java.util.ArrayList;
import java.util.List;

/** The last lines of a run: what was checked, what is wrong, and the verdict. */
final class Verdict {
  private Verdict() {}

  static List<String> lines(RunReport report, ReportFiles files) {
    List<String> lines = new ArrayList<>();
    if (report.messages() != null) {
      lines.add("checked  " + messages(report.messages()));
      lines.addAll(samples(report.messages().defects()));
      for (RunReport.Stage stage : report.stages()) {
        lines.add("checked  " + stage(stage));
        lines.addAll(samples(stage.defects()));
      }
    }
    report.migrations().forEach(one -> lines.addAll(ConsistencyText.lines(one)));
    report.failures().forEach(failure -> lines.add("failed   " + failure));
    lines.add("verdict  " + report.summary());
    lines.add("report   %s  %s".formatted(files.json(), files.page()));
    return lines;
  }

  private static String messages(RunReport.Messages messages) {
    String others =
        messages.elsewhereAllowed()
            ? "; %s from elsewhere, checked for repeats only"
                .formatted(Texts.count(messages.fromElsewhere()))
            : "";
    return "%s acknowledged, %s found%s%s"
        .formatted(
            Texts.count(messages.acknowledged()),
            Texts.count(messages.found() - messages.unacknowledgedFound()),
            defects(messages.defects()),
            others);
  }

  private static String stage(RunReport.Stage stage) {
    if (!stage.recomputed()) {
      return "%s: %s outputs%s; a step in Java, so not computed anew"
          .formatted(stage.name(), Texts.count(stage.found()), defects(stage.defects()));
    }
    return "%s: %s records → %s outputs, %s found%s"
        .formatted(
            stage.name(),
            Texts.count(stage.records()),
            Texts.count(stage.expected()),
            Texts.count(stage.found()),
            defects(stage.defects()));
  }

  private static String defects(RunReport.Defects defects) {
    return ", %s missing, %s repeated, %s reordered, %s different, %s unexpected"
        .formatted(
            Texts.count(defects.missing()),
            Texts.count(defects.repeated()),
            Texts.count(defects.reordered()),
            Texts.count(defects.different()),
            Texts.count(defects.unexpected()));
  }

  private static List<String> samples(RunReport.Defects defects) {
    List<String> lines = new ArrayList<>();
    for (Defect defect : defects.samples()) {
      lines.add("  %s %s %s".formatted(defect.kind(), defect.place(), defect.identity()));
      lines.add("    expected: " + defect.expected());
      lines.add("    found:    " + defect.found());
    }
    return lines;
  }
}
