package dev.millrace.stream.stage;

import dev.millrace.stream.state.Hash64;

/**
 * One output of a stage, identified within (stage, generation, partition) by the serial number that
 * caused it and its index among that serial number's outputs. Immutable but for whether the broker
 * has acknowledged it.
 */
public final class Output {
  private final long sn;
  private final int index;
  private final Channel channel;
  private final long timestamp;
  private final byte[] key;
  private final byte[] value;
  private final RecordHeader[] headers;
  private volatile boolean acknowledged;

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

  /** Whether the broker has it; any thread may ask. */
  public boolean isAcknowledged() {
    return acknowledged;
  }

  /** Notes that the broker has it; any thread may say so. */
  public void acknowledge() {
    acknowledged = true;
  }

  /** Continues the chain hash of a partition with this output. */
  public long chain(long hash) {
    long next = Hash64.combine(hash, (long) index << 2 | channel.ordinal());
    next = Hash64.combine(next, timestamp);
    next = Hash64.combine(next, Hash64.of(key));
    return Hash64.mix(Hash64.combine(next, Hash64.of(value)));
  }
}
