package dev.millrace.stream.stage;

import dev.millrace.stream.state.Hash64;

/**
 * One output of a stage, identified within (stage, generation, partition) by the serial number that
 * caused it and its index among that serial number's outputs. Immutable but for where it goes and
 * whether the broker has acknowledged it.
 */
public final class Output {
  /** Destination of an output that has none yet. */
  public static final int UNROUTED = -1;

  /** Offset of an output that is in the topic at an offset nobody asked for. */
  public static final long SOMEWHERE = -1;

  private static final long NOT_ACKNOWLEDGED = -2;

  private final long sn;
  private final int index;
  private final Channel channel;
  private final long timestamp;
  private final byte[] key;
  private final byte[] value;
  private final RecordHeader[] headers;
  private int destination = UNROUTED;
  private volatile long acknowledgedAt = NOT_ACKNOWLEDGED;

  /** An output that is not acknowledged. */
  public Output(
      long sn,
      int index,
      Channel channel,
      long timestamp,
      byte[] key,
      byte[] value,
      RecordHeader[] headers) {
    this.sn = sn;
    this.index = index;
    this.channel = channel;
    this.timestamp = timestamp;
    this.key = key;
    this.value = value;
    this.headers = headers;
  }

  /** Serial number of the record that caused it. */
  public long sn() {
    return sn;
  }

  /** Place among all outputs of that serial number, from 0. */
  public int index() {
    return index;
  }

  /** Which topic it goes to. */
  public Channel channel() {
    return channel;
  }

  /** Event time, milliseconds since the epoch. */
  public long timestamp() {
    return timestamp;
  }

  /** Record key, or null. */
  public byte[] key() {
    return key;
  }

  /** Record value. */
  public byte[] value() {
    return value;
  }

  /** Further headers; the identity is added where the output is sent. */
  public RecordHeader[] headers() {
    return headers;
  }

  /** Partition of the channel's topic that it goes to, or {@link #UNROUTED}. */
  public int destination() {
    return destination;
  }

  /** Chooses the partition that it goes to. */
  public void route(int partition) {
    destination = partition;
  }

  /** Whether the broker has it; any thread may ask. */
  public boolean isAcknowledged() {
    return acknowledgedAt != NOT_ACKNOWLEDGED;
  }

  /** Offset at which the broker has it, or {@link #SOMEWHERE}. */
  public long acknowledgedAt() {
    return acknowledgedAt;
  }

  /** Notes that the broker has it at this offset, or {@link #SOMEWHERE}; any thread may say so. */
  public void acknowledge(long offset) {
    acknowledgedAt = offset;
  }

  /** Continues the chain hash of a partition with this output. */
  public long chain(long hash) {
    long next = Hash64.combine(hash, (long) index << 2 | channel.ordinal());
    next = Hash64.combine(next, timestamp);
    next = Hash64.combine(next, Hash64.of(key));
    return Hash64.mix(Hash64.combine(next, Hash64.of(value)));
  }
}
