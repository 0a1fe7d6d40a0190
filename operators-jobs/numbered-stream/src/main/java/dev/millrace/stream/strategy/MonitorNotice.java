package dev.millrace.stream.strategy;

/** What a {@link SynchronisationMonitor} tells the coordinator; each at most once but the last. */
public sealed interface MonitorNotice {
  /**
   * The hand-over is complete: from now on every forwarded result is the target's.
   *
   * @param sn the source's results count the records up to here, the target's all after it
   * @param offset serial number of the source's result less that of the target's, when they were
   *     compared; its sign is the kind of synchronisation
   */
  record Synchronised(long sn, long offset) implements MonitorNotice {
    /** Refuses a serial number that no record has. */
    public Synchronised {
      if (sn < 0) {
        throw new IllegalArgumentException("synchronised at serial number " + sn);
      }
    }

    /** Who had counted more. */
    public SynchronisationKind kind() {
      if (offset == 0) {
        return SynchronisationKind.STRONG;
      }
      return offset > 0 ? SynchronisationKind.SOURCE_AHEAD : SynchronisationKind.TARGET_AHEAD;
    }
  }

  /** The monitor has given up; from now on every result of the source is forwarded. */
  record Aborted(Abort cause) implements MonitorNotice {}

  /** An abort came after the decision to synchronise and has no effect. */
  record AbortedTooLate(Abort cause) implements MonitorNotice {}
}
