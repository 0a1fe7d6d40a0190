package dev.millrace.stream.replica;

import dev.millrace.stream.handover.Cut;
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
  private long findable;
  private int retained;
  private long retainedBytes;

  /** No entries above {@code base}, at which the hashes are these. */
  public Entries(long base, long baseChain, long baseDigest) {
    this.base = base;
    this.sn = base;
    this.baseChain = baseChain;
    this.baseDigest = baseDigest;
    this.emissionSn = base + 1;
    this.findable = base;
  }

  /**
   * Adds the entry of the next serial number.
   *
   * @param mayPass whether base may move over it at once if it has no outputs; only an owner's may,
   *     and not beyond a cut
   */
  public void append(List<Output> produced, long chain, long digest, boolean mayPass) {
    if (mayPass && produced.isEmpty() && base == sn) {
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
   * What an owner does: moves base up over every serial number whose outputs have all been
   * acknowledged, contiguously, and hands each of those outputs to {@code dropped}.
   *
   * @param limit base does not pass it
   */
  public void dropAcknowledged(long limit, Consumer<Output> dropped) {
    while (base < Math.min(sn, limit) && allAcknowledged(outputs(slot(base + 1)))) {
      for (Output output : outputs(slot(base + 1))) {
        dropped.accept(output);
      }
      raiseBase();
    }
    skipDropped();
  }

  /**
   * What a shadow does: moves base up to a frontier that the owner has reported as acknowledged.
   *
   * @param frontier any true report, however old
   */
  public void dropReported(long frontier) {
    while (base < Math.min(sn, frontier)) {
      raiseBase();
    }
    skipDropped();
  }

  /** Notes that every output up to this serial number is in the topics. */
  public void completeUpTo(long complete) {
    for (long at = base + 1; at <= Math.min(sn, complete); at++) {
      for (Output output : outputs(slot(at))) {
        if (!output.isAcknowledged()) {
          output.acknowledge(Output.SOMEWHERE);
        }
      }
    }
  }

  /** Begins to send anew, from base on. */
  public void emitFromBase() {
    emissionSn = base + 1;
    emissionIndex = 0;
  }

  /** The outputs of a serial number of (base, SN]. */
  public List<Output> outputsOf(long at) {
    return List.of(outputs(slot(at)));
  }

  /** Both hashes at a serial number of [base, SN]; null outside. */
  public Cut cutAt(long at) {
    if (at < base || at > sn) {
      return null;
    }
    return at == base
        ? new Cut(base, baseChain, baseDigest)
        : new Cut(at, chains[slot(at)], digests[slot(at)]);
  }

  /**
   * How far base may be reported to others: a serial number that a later incarnation finds again,
   * because it has outputs, which are in the tail, or because a checkpoint holds it. Behind it only
   * serial numbers without outputs lie, of which a restart knows nothing (docs/adr/0006).
   */
  public long findableBase() {
    return findable;
  }

  /** Notes that a checkpoint with this base is durable. */
  public void checkpointed(long durableBase) {
    findable = Math.max(findable, Math.min(durableBase, base));
  }

  private void raiseBase() {
    int slot = slot(++base);
    for (Output output : outputs(slot)) {
      retainedBytes -= output.value().length;
      findable = base;
    }
    retained -= outputs(slot).length;
    baseChain = chains[slot];
    baseDigest = digests[slot];
    outputs[slot] = null;
  }

  private void skipDropped() {
    if (emissionSn <= base) {
      emitFromBase();
    }
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
