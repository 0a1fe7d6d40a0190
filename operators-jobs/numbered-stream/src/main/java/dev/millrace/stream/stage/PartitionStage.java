package dev.millrace.stream.stage;

import dev.millrace.stream.codec.DecodeException;
import dev.millrace.stream.record.Row;
import dev.millrace.stream.state.PartitionState;
import dev.millrace.stream.state.RecordKey;
import dev.millrace.stream.state.StateStore;
import dev.millrace.stream.step.StepChain;
import java.util.List;

/**
 * One partition of a stage: a deterministic machine that turns the records of an input log into
 * outputs (docs/stages.md). Two of them that read the same log produce the same outputs and hold
 * the same state at every serial number, whatever stops and moves lie between. One thread.
 */
public final class PartitionStage {
  private final StagePlan plan;
  private final int partition;
  private final StateStore store;
  private final StageCounters counters = new StageCounters();
  private final SeenIdentities seen = new SeenIdentities();
  private final InputDecoder decoder;
  private final ResultWriter results;
  private final EventTimes eventTimes;

  private PartitionState state;
  private StepChain chain;
  private long nextOffset;
  private long sn;
  private long logTime;
  private long chainHash;

  /**
   * A partition before its first record, at offset 0.
   *
   * @param store its cells: none, unless {@link #restore} follows
   */
  public PartitionStage(StagePlan plan, int partition, StateStore store) {
    this.plan = plan;
    this.partition = partition;
    this.store = store;
    this.decoder = new InputDecoder(plan.input());
    this.results = new ResultWriter(plan, counters);
    this.eventTimes = new EventTimes(plan.input(), results);
    start(StageImage.atBirth(0));
  }

  /**
   * Continues where the image was taken; the store holds the cells of that moment.
   *
   * @throws IllegalStateException if the cells are not those of the image
   */
  public void restore(StageImage image) {
    long digest = PartitionState.digestOf(store);
    if (digest != image.stateDigest()) {
      throw new IllegalStateException(
          "the state of %s partition %d at SN %d has the digest %016x, its image says %016x"
              .formatted(plan.identityName(), partition, image.sn(), digest, image.stateDigest()));
    }
    start(image);
  }

  private void start(StageImage image) {
    nextOffset = image.nextOffset();
    sn = image.sn();
    logTime = image.logTime();
    chainHash = image.chainHash();
    seen.restore(image.seen());
    state = new PartitionState(store, image.stateDigest());
    chain = new StepChain(plan.steps(), state, plan.allowedLatenessMillis(), logTime, results);
  }

  /** What {@link #restore} needs beside the cells to continue from here. */
  public StageImage image() {
    return new StageImage(nextOffset, sn, logTime, chainHash, state.digest(), seen.toList());
  }

  /**
   * Processes the next record of the log: it takes the next serial number, and what it causes is
   * added to {@code outputs}. A record below {@link #nextOffset} has been processed before and is
   * ignored.
   */
  public void process(InputRecord record, List<Output> outputs) {
    if (record.offset() < nextOffset) {
      return;
    }
    nextOffset = record.offset() + 1;
    sn++;
    results.begin(record, sn, outputs);
    chain.begin(sn);
    dispatch(record);
    chainHash = results.chain(chainHash);
  }

  private void dispatch(InputRecord record) {
    byte[] identity = null;
    for (RecordHeader header : record.headers()) {
      if (header.name().equals(RecordHeader.TICK)) {
        counters.ticks++;
        advance(record.timestamp());
        return;
      }
      if (header.name().equals(RecordHeader.IDENTITY)) {
        identity = header.value();
      }
    }
    try {
      if (identity != null && seen.isRepeat(identity)) {
        counters.repeats++;
        return;
      }
    } catch (IllegalArgumentException | ArithmeticException e) {
      counters.records++;
      results.refuse(
          DeadLetterReason.UNDECODABLE,
          "header " + RecordHeader.IDENTITY + " is not an output identity");
      return;
    }
    counters.records++;
    data(record);
  }

  private void data(InputRecord record) {
    RecordKey key;
    Row row;
    try {
      key = decoder.key(record);
      row = decoder.decode(record);
    } catch (DecodeException e) {
      results.refuse(DeadLetterReason.UNDECODABLE, e.reason());
      return;
    }
    long eventTime = eventTimes.of(record, row);
    if (eventTime == EventTimes.NONE) {
      return;
    }
    results.key(key);
    advance(eventTime);
    chain.process(row, key, eventTime);
  }

  private void advance(long time) {
    if (time > logTime) {
      logTime = time;
      chain.advance(time);
    }
  }

  /** Serial number of the last record, 0 before the first. */
  public long sn() {
    return sn;
  }

  /** Offset of the next record that will be taken. */
  public long nextOffset() {
    return nextOffset;
  }

  /** Log time in milliseconds, {@link Long#MIN_VALUE} before the first record. */
  public long logTime() {
    return logTime;
  }

  /** Chain hash over all outputs so far. */
  public long chainHash() {
    return chainHash;
  }

  /** Digest of all cells. */
  public long stateDigest() {
    return state.digest();
  }

  /** Data records since the start; ticks and repeats are not counted here. */
  public long records() {
    return counters.records;
  }

  /** Ticks since the start. */
  public long ticks() {
    return counters.ticks;
  }

  /** Records since the start that were dropped because their identity had been seen. */
  public long repeats() {
    return counters.repeats;
  }

  /** Outputs to all topics since the start. */
  public long outputs() {
    return counters.outputs;
  }

  /** Late records since the start, whether a topic takes them or not. */
  public long late() {
    return counters.late;
  }

  /** Dead letters since the start. */
  public long deadLetters() {
    return counters.allDeadLetters();
  }

  /** Dead letters since the start, of one class of reasons. */
  public long deadLetters(DeadLetterReason reason) {
    return counters.deadLetters(reason);
  }
}
