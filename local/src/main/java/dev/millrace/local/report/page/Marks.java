package dev.millrace.local.report.page;

import dev.millrace.api.MigrationPhase;
import dev.millrace.local.drawing.Element;
import dev.millrace.local.drawing.Text;
import dev.millrace.local.report.migration.MigrationReport;
import dev.millrace.local.report.migration.MigrationVerdict.Tone;
import java.util.Locale;

/** Verdicts as a sign and a word, so that nobody needs to tell colours apart. */
final class Marks {
  private Marks() {}

  static Element holds(boolean holds) {
    return holds ? mark(Tone.GOOD, "holds") : mark(Tone.BAD, "fails");
  }

  static Element outcome(MigrationReport report) {
    Tone tone = report.verdict().tone();
    String more =
        report.phase() != MigrationPhase.Succeeded
            ? ""
            : switch (tone) {
              case GOOD -> "";
              case NOTICE -> report.compares() ? ", not all proved" : ", not compared";
              case BAD -> ", with faults";
            };
    return mark(tone, words(report.phase()) + more);
  }

  static Element mark(Tone tone, String word) {
    String sign =
        switch (tone) {
          case GOOD -> "✓";
          case NOTICE -> "!";
          case BAD -> "✕";
        };
    return Element.of("span", "mark " + tone.name().toLowerCase(Locale.ROOT))
        .add(
            Element.of("span", "sign").with("aria-hidden", "true").text(sign),
            new Text(" " + word));
  }

  private static String words(MigrationPhase phase) {
    return switch (phase) {
      case RolledBack -> "rolled back";
      case CatchingUp -> "catching up";
      case CuttingOver -> "cutting over";
      case RollingBack -> "rolling back";
      default -> phase.name().toLowerCase(Locale.ROOT);
    };
  }
}
