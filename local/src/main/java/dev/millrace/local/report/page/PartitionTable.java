package dev.millrace.local.report.page;

import dev.millrace.api.PartitionReport;
import dev.millrace.local.drawing.Element;
import dev.millrace.local.drawing.Node;
import dev.millrace.local.drawing.Text;
import dev.millrace.local.report.migration.Figures;
import dev.millrace.local.report.migration.MigrationReport;
import dev.millrace.local.report.migration.MigrationVerdict.Tone;
import dev.millrace.local.report.migration.PartitionMove;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The proof partition by partition. */
final class PartitionTable {
  private PartitionTable() {}

  static Element of(MigrationReport report) {
    if (report.partitions().isEmpty()) {
      return Element.of("p", "empty").text("No partition was touched.");
    }
    if (!report.compares()) {
      return PassageTable.of(report);
    }
    boolean alike =
        report.partitions().stream().map(PartitionTable::replicas).distinct().count() == 1;
    Table table =
        Table.of(
                "Proof by partition. SN is the serial number of a record in its partition; what comes"
                    + " after the cut is the target's."
                    + (alike ? " Replicas: " + replicas(report.partitions().get(0)) + "." : ""))
            .numbers("Partition")
            .texts(alike ? new String[] {"Opening"} : new String[] {"Opening", "Replicas"})
            .numbers("Cut, SN", "Compared, SN", "Records", "Outputs", "Different")
            .numbers("Switch to open, ms", "Gap, ms", "Usual gap, ms", "State", "Sent");
    report.partitions().forEach(move -> row(table, move, alike));
    Element all = Element.of("div", "proof").add(table.build());
    report.partitions().stream()
        .filter(PartitionMove::differs)
        .forEach(move -> all.add(difference(move)));
    return all;
  }

  private static void row(Table table, PartitionMove move, boolean alike) {
    PartitionReport proof = move.proof();
    List<Node> cells = new ArrayList<>();
    cells.add(new Text(Integer.toString(move.partition())));
    cells.add(remark(move));
    if (!alike) {
      cells.add(new Text(replicas(move)));
    }
    cells.add(text(proof.cut(), Figures::count));
    cells.add(text(common(proof), Function.identity()));
    cells.add(text(proof.recordsCompared(), Figures::count));
    cells.add(text(proof.outputsCompared(), Figures::count));
    cells.add(text(proof.mismatches(), Figures::count));
    cells.add(text(proof.switchToOpenMillis(), Figures::tenths));
    cells.add(text(proof.outputGapMillis(), Figures::tenths));
    cells.add(text(proof.usualGapMillis(), Figures::tenths));
    cells.add(text(proof.stateBytes(), Figures::bytes));
    cells.add(text(proof.bytesSent(), Figures::bytes));
    table.row(cells);
  }

  private static String replicas(PartitionMove move) {
    return move.from() + " → " + move.to();
  }

  private static String common(PartitionReport proof) {
    return proof.firstCommonSn() == null || proof.lastCommonSn() == null
        ? null
        : Figures.count(proof.firstCommonSn()) + "–" + Figures.count(proof.lastCommonSn());
  }

  private static Node remark(PartitionMove move) {
    if (move.differs()) {
      return Marks.mark(Tone.BAD, "different");
    }
    if (!move.opened()) {
      return Marks.mark(Tone.NOTICE, move.idle() ? "idle, not opened" : "not opened");
    }
    PartitionReport.Opening opening = move.proof().opening();
    if (opening != PartitionReport.Opening.Proved) {
      return Marks.mark(
          Tone.NOTICE,
          opening == null
              ? "not proved"
              : opening.name().toLowerCase(Locale.ROOT) + ", not proved");
    }
    return Marks.mark(Tone.GOOD, move.idle() ? "idle, proved" : "proved");
  }

  private static Element difference(PartitionMove move) {
    Long sn = move.proof().firstDivergentSn();
    String key = move.proof().divergentKey();
    return Element.of("p", "sentence bad")
        .text(
            "Partition %s differs%s%s."
                .formatted(
                    Figures.count(move.partition()),
                    sn == null ? "" : ", first at SN " + Figures.count(sn),
                    key == null ? "" : ", in a record with the key " + key));
  }

  private static <T> Node text(T figure, Function<T, String> form) {
    return new Text(figure == null ? Table.NONE : form.apply(figure));
  }
}
