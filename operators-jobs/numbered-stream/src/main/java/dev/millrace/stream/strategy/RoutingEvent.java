package dev.millrace.stream.strategy;

/**
 * A record of the shadow topic of one partition.
 *
 * @param <T> what the router keeps of an output
 */
public sealed interface RoutingEvent<T> {
  /**
   * An output that a replica has computed.
   *
   * @param sn serial number that caused it
   * @param index among that serial number's outputs
   * @param count number of records that it counts, or {@link #NO_RESULT} if it is a dead letter or
   *     a late record
   */
  record Echo<T>(Origin origin, long sn, int index, long count, T output)
      implements RoutingEvent<T> {
    /** Count of what counts nothing. */
    public static final long NO_RESULT = 0;

    boolean isAfter(Echo<T> before) {
      return before == null || sn > before.sn() || sn == before.sn() && index > before.index();
    }
  }

  /** The coordinator wants the partition back at the source. */
  record GiveUp<T>(Abort cause) implements RoutingEvent<T> {}
}
