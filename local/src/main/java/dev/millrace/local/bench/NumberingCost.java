package dev.millrace.local.bench;

import dev.millrace.stream.replica.Entries;
import dev.millrace.stream.stage.Identity;
import dev.millrace.stream.stage.InputRecord;
import dev.millrace.stream.stage.Output;
import dev.millrace.stream.stage.PartitionStage;
import dev.millrace.stream.stage.RecordHeader;
import dev.millrace.stream.stage.StagePlan;
import dev.millrace.stream.state.Cell;
import dev.millrace.stream.state.HashState;
import dev.millrace.stream.state.PartitionState;
import dev.millrace.stream.state.RecordKey;
import dev.millrace.stream.state.StateStore;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * What numbering costs a record. The product has no switch for it, so a run of the stage in memory
 * notes every cell that it puts and every output that it makes, and then exactly the operations
 * that numbering adds are done alone for all of them: the digest's share of each cell, the chain
 * hash, the identity's bytes and header, the entry of each serial number, its acknowledgement and
 * removal.
 */
final class NumberingCost {
  private static final int RECORDS = 200_000;
  private static final int DEVICES = 10_000 / Workload.PARTITIONS;

  /** Serial numbers between two looks for acknowledgements. */
  private static final int BATCH = 500;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final StagePlan plan;
  private final InputRecord[] records = new InputRecord[RECORDS];
  private final List<List<Output>> outputs = new ArrayList<>(RECORDS);
  private final List<OneCell> puts = new ArrayList<>(RECORDS);
  private long consumed;

  /**
   * CPU time a record, of each repetition.
   *
   * @param stageNanos the whole stage in memory, numbering included, but for identities and entries
   * @param numberingNanos numbering alone
   * @param consumed what all repetitions computed, so that nothing can be optimised away
   */
  record Result(double[] stageNanos, double[] numberingNanos, long consumed) {}

  NumberingCost(StagePlan plan) {
    this.plan = plan;
    for (int i = 0; i < RECORDS; i++) {
      // One partition sees every eighth record, all of its own devices.
      long number = (long) i * Workload.PARTITIONS;
      int device = i % DEVICES * Workload.PARTITIONS;
      records[i] =
          new InputRecord(
              i,
              Workload.timestamp(number),
              Workload.key(device),
              Workload.value(number, 0),
              InputRecord.NO_HEADERS);
    }
  }

  Result measure(boolean quick) {
    note();
    int repetitions = quick ? 9 : 25;
    double[] stage = new double[repetitions];
    double[] numbering = new double[repetitions];
    for (int i = -repetitions; i < repetitions; i++) {
      double whole = nanos(this::stage);
      double alone = nanos(this::number);
      if (i >= 0) {
        stage[i] = whole;
        numbering[i] = alone;
      }
    }
    return new Result(stage, numbering, consumed);
  }

  private double nanos(Runnable pass) {
    long before = threads.getCurrentThreadCpuTime();
    pass.run();
    return (threads.getCurrentThreadCpuTime() - before) / (double) RECORDS;
  }

  private void note() {
    HashState cells = new HashState();
    PartitionStage stage =
        new PartitionStage(
            plan,
            0,
            new NotingStore(
                cells,
                (step, key, instance, cell) -> puts.add(new OneCell(step, key, instance, cell))));
    for (InputRecord record : records) {
      List<Output> of = new ArrayList<>();
      stage.process(record, of);
      outputs.add(of);
    }
  }

  private void stage() {
    PartitionStage stage = new PartitionStage(plan, 0, new HashState());
    List<Output> of = new ArrayList<>();
    for (InputRecord record : records) {
      stage.process(record, of);
      of.clear();
    }
    consumed += stage.chainHash();
  }

  private void number() {
    long digest = 0;
    for (OneCell put : puts) {
      digest += PartitionState.digestOf(put);
    }
    Entries entries = new Entries(0, 0, 0);
    String prefix = Identity.prefix(plan.identityName(), plan.generation(), 0);
    long chain = 0;
    long sn = 0;
    for (List<Output> of : outputs) {
      sn++;
      for (Output output : of) {
        chain = output.chain(chain);
        byte[] identity = Identity.header(prefix, output.sn(), output.index());
        consumed += new RecordHeaders().add(RecordHeader.IDENTITY, identity).toArray().length;
      }
      entries.append(of, chain, digest, true);
      for (Output next = entries.nextToEmit(); next != null; next = entries.nextToEmit()) {
        next.acknowledge(sn);
        entries.emitted();
      }
      if (sn % BATCH == 0) {
        entries.dropAcknowledged(Long.MAX_VALUE, dropped -> consumed++);
      }
    }
    consumed += chain + entries.base();
  }

  /** A store of one cell, whose digest is that cell's contribution and nothing else. */
  private record OneCell(int step, RecordKey key, long instance, Cell cell) implements StateStore {

    @Override
    public void forEach(Visitor visitor) {
      visitor.visit(step, key, instance, cell);
    }

    @Override
    public long size() {
      return 1;
    }

    @Override
    public Cell get(int ofStep, RecordKey ofKey, long ofInstance) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Cell edit(int ofStep, RecordKey ofKey, long ofInstance) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void put(int ofStep, RecordKey ofKey, long ofInstance, Cell newCell) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void remove(int ofStep, RecordKey ofKey, long ofInstance) {
      throw new UnsupportedOperationException();
    }
  }
}
