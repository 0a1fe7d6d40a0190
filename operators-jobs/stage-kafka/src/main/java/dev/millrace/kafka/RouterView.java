package dev.millrace.kafka;

import dev.millrace.stream.handover.Cut;
import dev.millrace.stream.handover.ReplicaView;

/**
 * What a gate sees of a router, which has neither records nor state.
 *
 * @param sn where it would cut or open, -1 as long as it must not
 * @param base the serial number up to which what it passes on is acknowledged
 * @param tailSn highest serial number that an earlier incarnation has passed on
 */
record RouterView(long sn, long base, long tailSn) implements ReplicaView {
  @Override
  public Cut cutAt(long at) {
    return new Cut(at, 0, 0);
  }

  @Override
  public boolean hasPassedState(long handover) {
    return true;
  }

  @Override
  public long firstDifference() {
    return 0;
  }

  @Override
  public String differingKey() {
    return null;
  }

  /** It takes over from nobody who is lost: it would have to know what is complete. */
  @Override
  public long completeSn(long handover) {
    return -1;
  }
}
