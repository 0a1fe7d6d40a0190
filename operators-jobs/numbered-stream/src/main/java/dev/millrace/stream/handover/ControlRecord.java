package dev.millrace.stream.handover;

/**
 * A record of the control log about one partition of a stage. A hand-over and an incarnation have
 * no number of their own: their id is the offset of the record that began them, so that none can be
 * used twice (docs/adr/0005).
 */
public sealed interface ControlRecord {
  /** Partition of the input log that it is about. */
  int partition();

  /**
   * The stage begins. The first one counts, and later each whose generation is the next one: the
   * stage begins anew without its state, whoever owned it (docs/adr/0011).
   *
   * @param replica that owns the partition from then on
   * @param generation part of output identities; a new birth numbers from 1 again
   * @param offset in the input log of SN 1
   */
  record Birth(int partition, String replica, int generation, long offset)
      implements ControlRecord {}

  /**
   * A replica has started; what its earlier incarnations have posted and has not landed is void.
   */
  record Joined(int partition, String replica) implements ControlRecord {}

  /** The coordinator asks the owner to hand over; for the fields see {@link Handover}. */
  record Switch(
      int partition,
      String migration,
      String from,
      String to,
      long minCut,
      boolean forced,
      StatePassage passage)
      implements ControlRecord {
    /** Asks to hand over to a target that has followed. */
    public Switch(
        int partition, String migration, String from, String to, long minCut, boolean forced) {
      this(partition, migration, from, to, minCut, forced, StatePassage.FOLLOWED);
    }
  }

  /**
   * The source owns every serial number up to the cut, and all their outputs are acknowledged.
   *
   * @param id of the hand-over
   * @param incarnation of the source
   */
  record Drained(int partition, long id, long incarnation, Cut cut) implements ControlRecord {}

  /**
   * The target owns every serial number above {@code sn}: the only record that moves ownership.
   *
   * @param id of the hand-over
   * @param incarnation of the target
   * @param sn the cut, or behind a fence the last serial number that is complete in the topic
   */
  record Opened(int partition, long id, long incarnation, long sn) implements ControlRecord {}

  /**
   * The target is not equal to the source, which goes on.
   *
   * @param id of the hand-over
   * @param incarnation of the target
   * @param sn first serial number that is known to differ
   * @param key record key of that serial number, null if it is not known
   */
  record Diverged(int partition, long id, long incarnation, long sn, String key)
      implements ControlRecord {}

  /** Gives a hand-over up, unless it is over already. */
  record Cancel(int partition, long id) implements ControlRecord {}

  /** The coordinator gives the partition of a lost owner to another replica. */
  record Fenced(int partition, String migration, String from, String to) implements ControlRecord {}

  /**
   * Asks the owner to send a snapshot of the partition, for a replica to begin from; the record's
   * offset is the snapshot's id. Says nothing about ownership.
   *
   * @param to replica that the snapshot is for
   */
  record SnapshotRequested(int partition, String migration, String to) implements ControlRecord {}

  /**
   * Asks every replica to report what it was at each serial number of ({@code fromSn}, {@code
   * toSn}], so that the first one that differs is found. Says nothing about ownership.
   *
   * @param fromSn serial number at which they were equal
   * @param toSn serial number at which they were not
   */
  record CutsRequested(int partition, String migration, long fromSn, long toSn)
      implements ControlRecord {}

  /**
   * What the log up to an offset says, so that records up to there can be deleted.
   *
   * @param upTo offset of the last record that it stands for
   */
  record State(int partition, long upTo, Ownership ownership) implements ControlRecord {}
}
