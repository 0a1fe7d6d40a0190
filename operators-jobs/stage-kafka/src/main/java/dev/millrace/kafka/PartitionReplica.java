package dev.millrace.kafka;

import dev.millrace.stream.replica.Entries;
import dev.millrace.stream.replica.Entry;
import dev.millrace.stream.replica.OutputPartition;
import dev.millrace.stream.replica.ReplicaImage;
import dev.millrace.stream.stage.Identity;
import dev.millrace.stream.stage.InputRecord;
import dev.millrace.stream.stage.Output;
import dev.millrace.stream.stage.PartitionStage;
import dev.millrace.stream.stage.StagePlan;
import dev.millrace.stream.state.StateStore;
import java.util.ArrayList;
import java.util.List;

/**
 * One partition of a running stage: the deterministic machine, its entries, and what of them is in
 * the output topics. The same in every engine; the engine brings records, threads and checkpoints.
 * One thread.
 */
public final class PartitionReplica {
  /** Outputs that may wait for their acknowledgement before the input has to wait. */
  private static final int MAX_RETAINED = 20_000;

  private static final long MAX_RETAINED_BYTES = 32L << 20;

  private final StagePlan plan;
  private final int partition;
  private final StateStore store;
  private final OutputTopics topics;
  private final OutputSession session;
  private final ReplicaMeter meter = new ReplicaMeter();
  private final List<Output> produced = new ArrayList<>();
  private final PartitionStage stage;
  private final String identityPrefix;
  private OutputPositions positions;
  private Entries entries;
  private Tails tails;

  /** A replica that must be begun before its first record. */
  public PartitionReplica(
      StagePlan plan, int partition, StateStore store, OutputTopics topics, OutputSession session) {
    this.plan = plan;
    this.partition = partition;
    this.store = store;
    this.topics = topics;
    this.session = session;
    this.stage = new PartitionStage(plan, partition, store);
    this.identityPrefix = Identity.prefix(plan.identityName(), plan.generation(), partition);
  }

  /**
   * Begins at a checkpoint, whose cells are in the store already, or at the stage's birth.
   *
   * @param image null at birth
   * @param inTopics the tails, read after earlier sessions were fenced, from the image's positions
   */
  public void begin(ReplicaImage image, Tails inTopics) {
    tails = inTopics;
    if (image == null) {
      entries = new Entries(0, 0, 0);
      positions = OutputPositions.atBirth(topics);
    } else {
      stage.restore(image.stage());
      entries = new Entries(image.base(), image.baseChain(), image.baseDigest());
      for (Entry entry : image.entries()) {
        entries.append(entry.outputs(), entry.chain(), entry.digest());
        for (Output output : entry.outputs()) {
          route(output);
        }
      }
      positions = OutputPositions.restored(topics, image);
    }
    positions.raise(partition, plan.generation(), entries.base(), inTopics);
    pump();
  }

  /** Processes one record and sends what may be sent. */
  public void process(InputRecord record) {
    long before = stage.sn();
    stage.process(record, produced);
    if (stage.sn() != before) {
      for (Output output : produced) {
        route(output);
      }
      entries.append(produced, stage.chainHash(), stage.stateDigest());
      produced.clear();
      emit();
    }
  }

  /** Drops what has been acknowledged and sends what may be sent. */
  public void pump() {
    session.check();
    entries.dropAcknowledged(positions::dropped);
    emit();
    meter.publish(stage, entries, store.size());
  }

  private void emit() {
    Output next = entries.nextToEmit();
    while (next != null) {
      OutputPartition to = topics.route(next, partition);
      if (next.isAcknowledged() || tails.contains(to, partition, plan.generation(), next)) {
        if (!next.isAcknowledged()) {
          next.acknowledge(Output.SOMEWHERE);
          meter.skipped();
        }
      } else if (session.ready(to)) {
        session.send(to, next, identity(next));
      } else {
        return;
      }
      entries.emitted();
      next = entries.nextToEmit();
    }
  }

  private void route(Output output) {
    topics.route(output, partition);
  }

  private byte[] identity(Output output) {
    return Identity.header(identityPrefix, output.sn(), output.index());
  }

  /** Whether there is room for the outputs of another record. */
  public boolean hasRoom() {
    return entries.retained() < MAX_RETAINED && entries.retainedBytes() < MAX_RETAINED_BYTES;
  }

  /** Whether every output so far is in the output topics. */
  public boolean isSettled() {
    return entries.base() == entries.sn();
  }

  /** Whether there is an output that has not been sent. */
  public boolean hasUnsent() {
    return entries.nextToEmit() != null;
  }

  /** What a checkpoint holds beside the cells; call {@link #pump} first to make it small. */
  public ReplicaImage image() {
    return new ReplicaImage(
        stage.image(),
        entries.base(),
        entries.baseChain(),
        entries.baseDigest(),
        entries.toList(),
        positions.toMap());
  }

  /** Offset of the next record that the replica has not processed. */
  public long nextOffset() {
    return stage.nextOffset();
  }

  /** The serial number of the last record. */
  public long sn() {
    return stage.sn();
  }

  /** The partition of the input log. */
  public int partition() {
    return partition;
  }

  /** Figures for other threads. */
  public ReplicaMeter meter() {
    return meter;
  }
}
