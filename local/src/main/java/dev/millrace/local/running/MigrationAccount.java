package dev.millrace.local.running;

import dev.millrace.api.DurationText;
import dev.millrace.api.MigrationRequestSpec;
import dev.millrace.api.PartitionReport;
import dev.millrace.controllog.migration.PartitionProof;
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
  private List<PartitionProof> proofs = List.of();

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

  synchronized void proofs(List<PartitionProof> now) {
    proofs = now;
  }

  synchronized MigrationReport report(long nowMillis) {
    MigrationState last = states.getLast();
    return new MigrationReport(
        name,
        spec.stage(),
        spec.strategy(),
        side(site.from()),
        side(site.to()),
        last.phase(),
        last.reason(),
        DurationText.parse(spec.keepSource()).toMillis(),
        spans(nowMillis),
        proofs.stream().map(this::move).toList());
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

  private PartitionMove move(PartitionProof proof) {
    boolean opened = proof.openedAtMillis() > 0;
    double switched = proof.switchedAtMillis();
    Double gap = null;
    Double usual = null;
    if (opened) {
      String stage = site.stage().name();
      gap = outputs.longestGap(stage, proof.partition(), switched, proof.openedAtMillis());
      usual = outputs.longestGap(stage, proof.partition(), switched - BEFORE_MILLIS, switched - 1);
    }
    return new PartitionMove(
        site.source(),
        site.target(),
        proof.switchedAtMillis(),
        proof.openedAtMillis(),
        new PartitionReport(
            proof.partition(),
            proof.recordsCompared(),
            proof.outputsCompared(),
            orNull(proof.firstCommonSn()),
            orNull(proof.lastCommonSn()),
            proof.mismatches(),
            orNull(proof.firstDifferentSn()),
            proof.differingKey(),
            opened ? proof.cut() : null,
            opened ? (double) (proof.openedAtMillis() - proof.switchedAtMillis()) : null,
            gap,
            usual,
            proof.opening(),
            null,
            null,
            null,
            proof.snapshotBytes(),
            null));
  }

  private static Long orNull(long sn) {
    return sn == 0 ? null : sn;
  }
}
