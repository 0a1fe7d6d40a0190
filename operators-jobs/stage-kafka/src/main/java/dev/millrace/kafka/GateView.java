package dev.millrace.kafka;

import dev.millrace.stream.handover.Cut;
import dev.millrace.stream.handover.ReplicaView;
import dev.millrace.stream.replica.Entries;

/** What the gate sees of a replica. */
record GateView(Entries entries, KnownOutputs known, long passedFor) implements ReplicaView {
  @Override
  public long sn() {
    return entries.sn();
  }

  @Override
  public long base() {
    return entries.base();
  }

  @Override
  public long tailSn() {
    return known.highestSn();
  }

  @Override
  public Cut cutAt(long sn) {
    return entries.cutAt(sn);
  }

  @Override
  public boolean hasPassedState(long handover) {
    return passedFor == handover;
  }

  /** A replica knows only that it differs at a cut; who compares on the way there knows more. */
  @Override
  public long firstDifference() {
    return 0;
  }

  @Override
  public String differingKey() {
    return null;
  }

  @Override
  public long completeSn(long handover) {
    return known.isReadFor(handover) ? known.completeSn(entries) : -1;
  }
}
