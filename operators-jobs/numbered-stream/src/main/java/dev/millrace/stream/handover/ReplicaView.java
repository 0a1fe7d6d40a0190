package dev.millrace.stream.handover;

/** What a {@link Gate} has to know of its replica, all of one moment. */
public interface ReplicaView {
  /** Serial number of the last record processed. */
  long sn();

  /** The acknowledged frontier: every output up to it is in the topics. */
  long base();

  /**
   * Highest serial number of this partition that was found in a tail of the output topics: an
   * earlier incarnation has sent that far (protocol.md, story 7).
   */
  long tailSn();

  /** Chain hash and state digest at a serial number of [base, SN]; null outside. */
  Cut cutAt(long sn);

  /** Whether the state at the cut of this hand-over is where the target can take it. */
  boolean hasPassedState(long handover);

  /** First serial number that is known to differ from the owner's, 0 if none is. */
  long firstDifference();

  /** Record key of {@link #firstDifference}, or null. */
  String differingKey();

  /**
   * Last serial number whose outputs are all in the topics, contiguously from base, by tails that
   * were read after this hand-over's fence; -1 as long as they have not been read.
   */
  long completeSn(long handover);
}
