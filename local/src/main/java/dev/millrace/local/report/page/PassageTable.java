package dev.millrace.local.report.page;

import dev.millrace.api.PartitionReport;
import dev.millrace.local.drawing.Element;
import dev.millrace.local.drawing.Node;
import dev.millrace.local.drawing.Text;
import dev.millrace.local.report.migration.Figures;
import dev.millrace.local.report.migration.MigrationReport;
import dev.millrace.local.report.migration.MigrationVerdict.Tone;
import dev.millrace.local.report.migration.PartitionMove;
import dev.millrace.local.report.migration.StrategyOutcome;
import java.util.List;
import java.util.function.Function;

/** How the partitions changed hands where nothing was compared. */
final class PassageTable {
  private PassageTable() {}

  static Element of(MigrationReport report) {
    Table table =
        Table.of(
                "Change of hands by partition. SN is the serial number of a record in its partition;"
                    + " what comes after the cut is the target's. This strategy compares nothing on"
                    + " its way.")
            .numbers("Partition")
            .texts("Opening", "Replicas")
            .numbers(
                "Cut, SN", "Switch to open, ms", "Stood still, ms", "Gap, ms", "Usual gap, ms");
    report.partitions().forEach(move -> row(table, move));
    return Element.of("div", "proof").add(table.build());
  }

  private static void row(Table table, PartitionMove move) {
    PartitionReport passage = move.proof();
    table.row(
        List.of(
            new Text(Integer.toString(move.partition())),
            opening(move),
            new Text(move.from() + " → " + move.to()),
            text(passage.cut(), Figures::count),
            text(passage.switchToOpenMillis(), Figures::tenths),
            text(passage.downtimeMillis(), Figures::tenths),
            text(passage.outputGapMillis(), Figures::tenths),
            text(passage.usualGapMillis(), Figures::tenths)));
  }

  private static Node opening(PartitionMove move) {
    String agreement = StrategyOutcome.agreement(move);
    String word = agreement == null ? "opened" : agreement;
    return Marks.mark(Tone.NOTICE, move.opened() ? word + ", not compared" : "not opened");
  }

  private static <T> Node text(T figure, Function<T, String> form) {
    return new Text(figure == null ? Table.NONE : form.apply(figure));
  }
}
