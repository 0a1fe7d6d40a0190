package dev.millrace.kafka;

import dev.millrace.controllog.LocatedCut;
import dev.millrace.stream.handover.Cut;
import dev.millrace.stream.stage.PartitionStage;
import java.util.List;

/** What a stage was at the serial numbers at which two replicas of it are compared. One thread. */
final class StageCuts {
  private final PartitionStage stage;
  private final DigestPoints points = new DigestPoints();
  private final CutHistory history = new CutHistory();

  StageCuts(PartitionStage stage) {
    this.stage = stage;
  }

  /** The stage has been restored, or is at its birth. */
  void begin() {
    points.begin(stage.logTime());
  }

  /** From here on every serial number is kept for a while; nothing if that is so already. */
  void keepHistory() {
    history.begin(now(), stage.nextOffset() - 1);
  }

  /** The stage has processed the record at this offset. */
  void processed(long offset) {
    history.add(stage.sn(), stage.chainHash(), stage.stateDigest(), offset);
    if (points.isNext(stage.sn(), stage.logTime())) {
      points.add(now());
    }
  }

  /**
   * What the stage was at the serial numbers at which every replica says so (design, section 1),
   * since it was asked last, and what it is now.
   */
  List<Cut> take() {
    List<Cut> cuts = points.take();
    if (cuts.isEmpty() || cuts.getLast().sn() != stage.sn()) {
      cuts.add(now());
    }
    return cuts;
  }

  /** What it was at each of these serial numbers, as far as that has been kept. */
  List<LocatedCut> between(long fromSn, long toSn) {
    return history.between(fromSn, toSn);
  }

  private Cut now() {
    return new Cut(stage.sn(), stage.chainHash(), stage.stateDigest());
  }
}
