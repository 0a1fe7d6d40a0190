package dev.millrace.local.running;

import dev.millrace.api.MigrationRequestSpec;
import dev.millrace.local.report.migration.MigrationReport;
import dev.millrace.local.report.migration.MigrationSide;
import dev.millrace.local.report.migration.PartitionMove;
import dev.millrace.local.report.migration.PhaseSpan;
import dev.millrace.local.watch.OutputWatch;
import dev.millrace.stream.migration.MigrationState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a migration has to say for itself. Thread-safe. */
final class MigrationAccount {
  /** Over how long before a switch it is seen what gaps are usual. */
  private static final double BEFORE_MILLIS = 10_000;

  private final String name;
  private final MigrationRequestSpec spec;
  private final LocalSite site;
  private final OutputWatch outputs;
  private final List<MigrationState> states = new ArrayList<>();
  private List<PartitionMove> moves = List.of();

  MigrationAccount(
      String name,
      MigrationRequestSpec spec,
      LocalSite site,
      OutputWatch outputs,
      MigrationState first) {
    this.outputs = outputs;
    this.name = name;
    this.spec = spec;
    this.site = site;
    states.add(first);
  }

  synchronized void entered(MigrationState state) {
    states.add(state);
  }

  synchronized void moved(List<PartitionMove> now) {
    moves = now;
  }

  synchronized MigrationReport report(long nowMillis) {
    MigrationState last = states.getLast();
    return new MigrationReport(
        name,
        spec.stage(),
        spec.strategy(),
        spec.restart(),
        side(site.from()),
        side(site.to()),
        last.phase(),
        last.reason(),
        RequestedSteps.keepSourceMillis(spec),
        spans(nowMillis),
        moves.stream().map(this::withGaps).toList());
  }

  private static MigrationSide side(StagePlacement placement) {
    return new MigrationSide(placement.pool(), placement.engine().name().toLowerCase(Locale.ROOT));
  }

  private List<PhaseSpan> spans(long nowMillis) {
    List<PhaseSpan> spans = new ArrayList<>();
    for (int i = 0; i < states.size(); i++) {
      MigrationState state = states.get(i);
      boolean last = i == states.size() - 1;
      long end = last ? nowMillis : states.get(i + 1).since();
      if (last && state.isOver()) {
        end = state.since();
      }
      spans.add(new PhaseSpan(state.phase(), state.since(), Math.max(state.since(), end)));
    }
    return spans;
  }

  private PartitionMove withGaps(PartitionMove move) {
    if (!move.opened()) {
      return move;
    }
    String stage = site.stage().name();
    double switched = move.switchRequestedMillis();
    return move.withGaps(
        outputs.longestGap(stage, move.partition(), switched, move.openedMillis()),
        outputs.longestGap(stage, move.partition(), switched - BEFORE_MILLIS, switched - 1));
  }
}
