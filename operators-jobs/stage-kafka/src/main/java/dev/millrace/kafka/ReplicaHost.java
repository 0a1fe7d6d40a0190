package dev.millrace.kafka;

/** What an engine does for the replicas that it runs. */
public interface ReplicaHost {
  /** The group's thread shall call {@link ReplicaGroup#tend} soon. Called by any thread. */
  void wake();

  /**
   * An output has been acknowledged, or has failed. Called by any thread.
   *
   * @param urgent whether a hand-over may be waiting for it
   */
  void acknowledged(boolean urgent);

  /** A place for the cells of a snapshot that is about to be loaded. */
  IncomingCells incoming(int partition);

  /**
   * A replica has begun with a snapshot. From now on it wants records, from its {@link
   * PartitionReplica#nextOffset} on.
   */
  void begun(PartitionReplica replica);
}
