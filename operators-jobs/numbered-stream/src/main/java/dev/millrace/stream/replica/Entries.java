package dev.millrace.stream.replica;

import dev.millrace.stream.stage.Output;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * The entries of (base, SN] of one partition: outputs, chain hash and state digest of every serial
 * number whose outputs the broker has not all acknowledged, contiguously, plus both hashes at base
 * (protocol.md, section 1). Retained buffer, unacknowledged outputs and digest history in one. Also
 * holds the emission pointer: what is the next output to send. One thread; only {@link
 * Output#acknowledge} comes from others.
 */
public final class Entries {
  private static final int INITIAL_CAPACITY = 64;
  private static final Output[] NONE = {};

  private Output[][] outputs = new Output[INITIAL_CAPACITY][];
  private long[] chains = new long[INITIAL_CAPACITY];
  private long[] digests = new long[INITIAL_CAPACITY];
  private long base;
  private long sn;
  private long baseChain;
  private long baseDigest;
  private long emissionSn;
  private int emissionIndex;
  private int retained;
  private long retainedBytes;

  /** No entries above {@code base}, at which the hashes are these. */
  public Entries(long base, long baseChain, long baseDigest) {
    this.base = base;
    this.sn = base;
    this.baseChain = baseChain;
    this.baseDigest = baseDigest;
    this.emissionSn = base + 1;
  }

  /** Adds the entry of the next serial number. */
  public void append(List<Output> produced, long chain, long digest) {
    if (produced.isEmpty() && base == sn) {
      base = ++sn;
      emissionSn = sn + 1;
      baseChain = chain;
      baseDigest = digest;
      return;
    }
    if (sn - base == outputs.length) {
      grow();
    }
    sn++;
    int slot = slot(sn);
    // Most have none, and a null costs no write barrier of the collector.
    outputs[slot] = produced.isEmpty() ? null : produced.toArray(NONE);
    chains[slot] = chain;
    digests[slot] = digest;
    retained += produced.size();
    for (Output output : produced) {
      retainedBytes += output.value().length;
    }
  }

  /** The next output to send, or null if all have been sent. */
  public Output nextToEmit() {
    while (emissionSn <= sn) {
      Output[] of = outputs(slot(emissionSn));
      if (emissionIndex < of.length) {
        return of[emissionIndex];
      }
      emissionSn++;
      emissionIndex = 0;
    }
    return null;
  }

  /** Notes that {@link #nextToEmit} has been sent, or need not be. */
  public void emitted() {
    emissionIndex++;
  }

  /**
   * Moves base up over every serial number whose outputs have all been acknowledged, contiguously,
   * and hands each of those outputs to {@code dropped}.
   *
   * @return whether base has moved
   */
  public boolean dropAcknowledged(Consumer<Output> dropped) {
    long before = base;
    while (base < sn && allAcknowledged(outputs(slot(base + 1)))) {
      int slot = slot(++base);
      for (Output output : outputs(slot)) {
        retainedBytes -= output.value().length;
        dropped.accept(output);
      }
      retained -= outputs(slot).length;
      baseChain = chains[slot];
      baseDigest = digests[slot];
      outputs[slot] = null;
    }
    if (emissionSn <= base) {
      emissionSn = base + 1;
      emissionIndex = 0;
    }
    return base != before;
  }

  /** The acknowledged frontier. */
  public long base() {
    return base;
  }

  /** The frontier. */
  public long sn() {
    return sn;
  }

  /** Chain hash at base. */
  public long baseChain() {
    return baseChain;
  }

  /** State digest at base. */
  public long baseDigest() {
    return baseDigest;
  }

  /** Number of outputs kept. */
  public int retained() {
    return retained;
  }

  /** Bytes of the values of the outputs kept. */
  public long retainedBytes() {
    return retainedBytes;
  }

  /** The entries for a checkpoint, in order. */
  public List<Entry> toList() {
    List<Entry> entries = new ArrayList<>((int) (sn - base));
    for (long at = base + 1; at <= sn; at++) {
      int slot = slot(at);
      entries.add(new Entry(List.of(outputs(slot)), chains[slot], digests[slot]));
    }
    return entries;
  }

  private static boolean allAcknowledged(Output[] of) {
    for (Output output : of) {
      if (!output.isAcknowledged()) {
        return false;
      }
    }
    return true;
  }

  private Output[] outputs(int slot) {
    return outputs[slot] == null ? NONE : outputs[slot];
  }

  private int slot(long at) {
    return (int) at & outputs.length - 1;
  }

  private void grow() {
    int capacity = outputs.length * 2;
    Output[][] newOutputs = new Output[capacity][];
    long[] newChains = new long[capacity];
    long[] newDigests = new long[capacity];
    for (long at = base + 1; at <= sn; at++) {
      int from = slot(at);
      int to = (int) at & capacity - 1;
      newOutputs[to] = outputs[from];
      newChains[to] = chains[from];
      newDigests[to] = digests[from];
    }
    outputs = newOutputs;
    chains = newChains;
    digests = newDigests;
  }

  @Override
  public String toString() {
    return "(" + base + ", " + sn + "] " + Arrays.toString(toList().toArray());
  }
}
