package dev.millrace.local.progress;

import dev.millrace.api.PartitionReport;
import dev.millrace.api.PartitionReport.Opening;
import dev.millrace.local.report.migration.Figures;
import dev.millrace.local.report.migration.MigrationReport;
import dev.millrace.local.report.migration.PartitionMove;
import dev.millrace.local.report.migration.StrategyOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The consistency report of a migration as lines: a head, a table by partition, the verdict. */
public final class ConsistencyText {
  private static final String INDENT = "  ";
  private static final String NONE = "–";

  private ConsistencyText() {}

  /** The lines, without control characters. */
  public static List<String> lines(MigrationReport report) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%-9s%s %s: %s → %s, %s, %s in %s"
            .formatted(
                word(report),
                report.name(),
                report.stage(),
                report.from(),
                report.to(),
                report.strategy(),
                report.phase(),
                Figures.millis(report.durationMillis())));
    if (!report.partitions().isEmpty()) {
      Columns columns = report.compares() ? proofs(report) : passages(report);
      columns.lines().forEach(line -> lines.add(INDENT + line));
    }
    lines.add(INDENT + Texts.oneLine(report.verdict().sentence()));
    return lines;
  }

  private static String word(MigrationReport report) {
    return switch (report.phase()) {
      case Succeeded -> "moved";
      case RolledBack -> "returned";
      case Refused -> "refused";
      default -> "moving";
    };
  }

  private static Columns proofs(MigrationReport report) {
    Columns columns = new Columns("rrrrrrrrl");
    columns.row(
        "partition",
        "cut",
        "records",
        "outputs",
        "different",
        "switch→open",
        "gap",
        "usual gap",
        "");
    for (PartitionMove move : report.partitions()) {
      PartitionReport proof = move.proof();
      columns.row(
          Integer.toString(move.partition()),
          count(proof.cut()),
          count(proof.recordsCompared()),
          count(proof.outputsCompared()),
          count(proof.mismatches()),
          cell(proof.switchToOpenMillis(), Figures::millis),
          cell(proof.outputGapMillis(), Figures::millis),
          cell(proof.usualGapMillis(), Figures::millis),
          remark(move));
    }
    return columns;
  }

  /** Without what a strategy that compares nothing does not have. */
  private static Columns passages(MigrationReport report) {
    Columns columns = new Columns("rrrrrrl");
    columns.row("partition", "cut", "switch→open", "stood still", "gap", "usual gap", "");
    for (PartitionMove move : report.partitions()) {
      PartitionReport passage = move.proof();
      String agreement = StrategyOutcome.agreement(move);
      columns.row(
          Integer.toString(move.partition()),
          count(passage.cut()),
          cell(passage.switchToOpenMillis(), Figures::millis),
          cell(passage.downtimeMillis(), Figures::millis),
          cell(passage.outputGapMillis(), Figures::millis),
          cell(passage.usualGapMillis(), Figures::millis),
          !move.opened() ? "not opened" : agreement == null ? "" : agreement);
    }
    return columns;
  }

  private static String remark(PartitionMove move) {
    List<String> remarks = new ArrayList<>();
    if (move.idle()) {
      remarks.add("idle");
    }
    if (!move.opened()) {
      remarks.add("not opened");
    } else if (move.proof().opening() == null) {
      remarks.add("opened without proof");
    } else if (move.proof().opening() != Opening.Proved) {
      remarks.add(
          "opened without proof, " + move.proof().opening().name().toLowerCase(Locale.ROOT));
    }
    if (move.differs() && move.proof().firstDivergentSn() != null) {
      remarks.add("differs from SN " + Figures.count(move.proof().firstDivergentSn()));
    }
    return String.join(", ", remarks);
  }

  private static String count(Long number) {
    return cell(number, Figures::count);
  }

  private static <T> String cell(T figure, Function<T, String> form) {
    return figure == null ? NONE : form.apply(figure);
  }
}
