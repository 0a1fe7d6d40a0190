package dev.millrace.kafka;

import dev.millrace.stream.replica.Entries;
import dev.millrace.stream.stage.PartitionStage;

/**
 * Figures of one partition, written by the partition's thread after each batch and read by any
 * other. They may be a batch old, and need not be of one moment.
 */
public final class ReplicaMeter {
  private volatile long records;
  private volatile long outputs;
  private volatile long late;
  private volatile long deadLetters;
  private volatile long repeats;
  private volatile long ticks;
  private volatile long nextOffset;
  private volatile long logTime = Long.MIN_VALUE;
  private volatile long frontier;
  private volatile long acknowledgedFrontier;
  private volatile long cells;
  private volatile long endOffset;
  private volatile long alreadyInTopic;
  private volatile boolean owner;
  private final OwnCount ofRecords = new OwnCount();
  private final OwnCount ofOutputs = new OwnCount();
  private final OwnCount ofLate = new OwnCount();
  private final OwnCount ofDeadLetters = new OwnCount();
  private final OwnCount ofRepeats = new OwnCount();
  private final OwnCount ofTicks = new OwnCount();
  private long skipped;

  /** Counts what happens while the replica is owner, so that replicas can be summed up. */
  private static final class OwnCount {
    private long last;
    private long own;

    long count(long now, boolean isOwner) {
      own += isOwner ? now - last : 0;
      last = now;
      return own;
    }
  }

  void publish(PartitionStage stage, Entries entries, long stateCells, boolean isOwner) {
    records = ofRecords.count(stage.records(), isOwner);
    outputs = ofOutputs.count(stage.outputs(), isOwner);
    late = ofLate.count(stage.late(), isOwner);
    deadLetters = ofDeadLetters.count(stage.deadLetters(), isOwner);
    repeats = ofRepeats.count(stage.repeats(), isOwner);
    ticks = ofTicks.count(stage.ticks(), isOwner);
    nextOffset = stage.nextOffset();
    logTime = stage.logTime();
    frontier = entries.sn();
    acknowledgedFrontier = entries.base();
    cells = stateCells;
    alreadyInTopic = skipped;
    owner = isOwner;
  }

  void skipped() {
    skipped++;
  }

  /** What it shows, to be shown by a meter in another process. */
  public ReplicaFigures figures() {
    return new ReplicaFigures(
        records,
        outputs,
        late,
        deadLetters,
        repeats,
        ticks,
        nextOffset,
        logTime,
        frontier,
        acknowledgedFrontier,
        cells,
        endOffset,
        alreadyInTopic,
        owner);
  }

  /** Shows what a meter in another process has shown. */
  public void show(ReplicaFigures figures) {
    records = figures.records();
    outputs = figures.outputs();
    late = figures.late();
    deadLetters = figures.deadLetters();
    repeats = figures.repeats();
    ticks = figures.ticks();
    nextOffset = figures.nextOffset();
    logTime = figures.logTime();
    frontier = figures.frontier();
    acknowledgedFrontier = figures.acknowledgedFrontier();
    cells = figures.cells();
    endOffset = figures.endOffset();
    alreadyInTopic = figures.alreadyInTopic();
    owner = figures.owner();
  }

  /** Notes behind which record the input partition ended when last seen. */
  public void endOffset(long offset) {
    endOffset = offset;
  }

  /** Data records processed since the start of this attempt, as the partition's owner. */
  public long records() {
    return records;
  }

  /** Outputs produced since the start of this attempt, as the partition's owner. */
  public long outputs() {
    return outputs;
  }

  /** Late records. */
  public long late() {
    return late;
  }

  /** Dead letters. */
  public long deadLetters() {
    return deadLetters;
  }

  /** Repeated identities that were dropped. */
  public long repeats() {
    return repeats;
  }

  /** Ticks seen. */
  public long ticks() {
    return ticks;
  }

  /** Offset of the next record. */
  public long nextOffset() {
    return nextOffset;
  }

  /** Log time in milliseconds, {@link Long#MIN_VALUE} before the first record. */
  public long logTime() {
    return logTime;
  }

  /** Serial number of the last record processed. */
  public long frontier() {
    return frontier;
  }

  /** Serial number up to which every output is acknowledged. */
  public long acknowledgedFrontier() {
    return acknowledgedFrontier;
  }

  /** Whether the replica owns the partition, and its outputs go to the topics. */
  public boolean isOwner() {
    return owner;
  }

  /** Cells of keyed state. */
  public long cells() {
    return cells;
  }

  /** Records between the end of the input partition, when last seen, and the replica. */
  public long lag() {
    return Math.max(0, endOffset - nextOffset);
  }

  /** Outputs that a restart did not send again, because they were in the topic. */
  public long alreadyInTopic() {
    return alreadyInTopic;
  }
}
