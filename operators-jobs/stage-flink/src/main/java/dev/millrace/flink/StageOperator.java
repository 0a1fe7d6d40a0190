package dev.millrace.flink;

import dev.millrace.kafka.IncomingCells;
import dev.millrace.kafka.PartitionReplica;
import dev.millrace.kafka.ReplicaGroup;
import dev.millrace.kafka.ReplicaHost;
import dev.millrace.kafka.TickWriter;
import dev.millrace.stream.replica.ReplicaImage;
import dev.millrace.stream.replica.ReplicaImageCodec;
import dev.millrace.stream.stage.StagePlan;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.runtime.operators.coordination.OperatorEvent;
import org.apache.flink.runtime.operators.coordination.OperatorEventGateway;
import org.apache.flink.runtime.operators.coordination.OperatorEventHandler;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.IOUtils;

/**
 * A task's partitions of the stage: replicas, gate and producer in one operator. Everything happens
 * in the task's thread; what other threads have to say comes as mail. It begins every partition of
 * its key groups that it can, since a partition without records must tick too; the others wait for
 * their snapshots, and so does the task if a record of theirs comes first.
 */
final class StageOperator extends AbstractStreamOperator<Void>
    implements OneInputStreamOperator<LogRecord, Void>,
        ReplicaHost,
        StageTask,
        OperatorEventHandler {
  private static final long serialVersionUID = 1L;

  /** How often it looks after idle partitions and meters. */
  private static final long ROUND_MILLIS = 50;

  private static final long SOON_MILLIS = 1;

  /** How long the task may take for a batch of a snapshot's cells. */
  private static final Duration LOAD_PATIENCE = Duration.ofSeconds(30);

  private final transient StageParameters parameters;
  private final transient MailboxExecutor mailbox;
  private final transient OperatorEventGateway coordinator;
  private final transient AtomicBoolean mailIsDue = new AtomicBoolean();
  private final transient CheckpointBases bases = new CheckpointBases();
  private transient StageAccess access;

  /** Null where the stage is run in this JVM. */
  private transient TaskReports reports;

  private transient PartitionKeys keys;
  private transient KeyedStateBackend<Integer> backend;
  private transient TaskCells cells;
  private transient ValueState<byte[]> images;
  private transient ReplicaGroup group;
  private transient TickWriter ticks;
  private transient EndOffsets endOffsets;
  private transient PartitionReplica[] replicas;
  private final transient Map<Integer, FlinkStore> incoming = new HashMap<>();
  private final transient Map<Integer, PlaceList> leftovers = new HashMap<>();
  private transient int first;
  private final transient IdleTimes idleTimes = new IdleTimes();
  private transient ScheduledFuture<?> nextRound;
  private transient boolean waiting;
  private transient boolean soonIsDue;
  private final transient SlicePacing pacing = new SlicePacing();

  StageOperator(
      StreamOperatorParameters<Void> task,
      StageParameters parameters,
      OperatorEventGateway coordinator) {
    super(task);
    this.parameters = parameters;
    this.coordinator = coordinator;
    this.mailbox = task.getMailboxExecutor();
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    backend = getKeyedStateBackend();
    cells = TaskCells.in(backend);
    images =
        getPartitionedState(
            new ValueStateDescriptor<>("image", BytePrimitiveArraySerializer.INSTANCE));
  }

  @Override
  public void open() throws Exception {
    super.open();
    StagePlan plan = parameters.plan();
    keys = PartitionKeys.of(parameters.partitions());
    access = StageAccess.enter(parameters.token(), plan.identityName());
    String name =
        plan.identityName()
            + '-'
            + parameters.replica().name()
            + '-'
            + getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
    group = new ReplicaGroup(plan, parameters.kafka(), parameters.replica(), name, this);
    ticks =
        TickWriter.open(
            plan, parameters.kafka().impatientProducer(name + "-ticks"), access.clock());
    endOffsets =
        EndOffsets.follow(parameters.kafka().consumer(name + "-ends", true), plan.input().topic());
    begin();
    access.started(this);
    scheduleRound();
  }

  private void begin() throws Exception {
    Map<Integer, PlaceList> places = cells.places();
    Map<Integer, ReplicaImage> begins = new TreeMap<>();
    Map<Integer, FlinkStore> stores = new TreeMap<>();
    TaskInfo task = getRuntimeContext().getTaskInfo();
    for (int partition :
        KeyGroupRangeAssignment.computeKeyGroupRangeForOperatorIndex(
            parameters.partitions(),
            task.getNumberOfParallelSubtasks(),
            task.getIndexOfThisSubtask())) {
      Integer key = keys.keyOf(partition);
      setCurrentKey(key);
      byte[] image = images.value();
      begins.put(partition, image == null ? null : ReplicaImageCodec.fromBytes(image));
      stores.put(partition, new FlinkStore(cells, key, places.get(key)));
    }
    first = begins.keySet().iterator().next();
    replicas = new PartitionReplica[begins.size()];
    Map<Integer, PartitionReplica> begun = group.begin(begins, stores);
    access.monitor().joined(this, begins.keySet());
    if (!access.isHere()) {
      reports = new TaskReports(coordinator, begins.keySet(), System.nanoTime());
    }
    stores.values().forEach(FlinkStore::begun);
    begun.values().forEach(this::add);
    // A checkpoint that was taken while a snapshot was being loaded holds a part of it.
    begins.keySet().stream()
        .filter(partition -> !begun.containsKey(partition))
        .forEach(partition -> leftovers.put(partition, places.get(keys.keyOf(partition))));
  }

  private void add(PartitionReplica replica) {
    replicas[replica.partition() - first] = replica;
    access.monitor().attach(replica.partition(), replica.meter());
    endOffsets.add(replica);
    idleTimes.notIdle(replica, System.nanoTime());
  }

  /** No: {@link TaskCells} selects the partition itself, so Flink need not do it a record. */
  @Override
  public boolean hasKeyContext1() {
    return false;
  }

  @Override
  public void processElement(StreamRecord<LogRecord> element) throws Exception {
    LogRecord record = element.getValue();
    while (!mayProcess(replicas[record.partition() - first])) {
      // Until a snapshot has come, an acknowledgement, or the failure that stands for one.
      waiting = true;
      mailbox.yield();
    }
    waiting = false;
    replicas[record.partition() - first].process(record.input());
  }

  /** A last checkpoint passes only once the record before it has been processed. */
  private boolean mayProcess(PartitionReplica replica) {
    return replica != null
        && (replica.hasRoom() || replica.mustStandStill() && access.isStopping());
  }

  /** Called by the producer's threads, per output; at most one mail waits for the task. */
  @Override
  public void acknowledged(boolean urgent) {
    wake();
  }

  @Override
  public void wake() {
    if (mailIsDue.compareAndSet(false, true)) {
      try {
        mailbox.execute(this::tend, "what other threads have for the stage");
      } catch (RejectedExecutionException e) {
        LOG.debug("{}: an event after the end of the attempt", parameters, e);
      }
    }
  }

  private void tend() {
    mailIsDue.set(false);
    long begun = System.nanoTime();
    boolean takes = pacing.mayBegin(begun);
    boolean busy = group.tend(begun, takes);
    while (busy && takes && pacing.mayGoOn(System.nanoTime())) {
      busy = group.tend(System.nanoTime(), true);
    }
    if (takes) {
      pacing.ended(System.nanoTime());
    }
    if (busy) {
      tendSoon();
    }
  }

  /** Not at once: mail goes before records, of which there would be one between two slices. */
  private void tendSoon() {
    if (!soonIsDue) {
      soonIsDue = true;
      processingTimeService.registerTimer(
          processingTimeService.getCurrentProcessingTime() + SOON_MILLIS,
          time -> {
            soonIsDue = false;
            tend();
          });
    }
  }

  @Override
  public IncomingCells incoming(int partition) {
    // The same for every attempt: it knows what the last one has left behind.
    FlinkStore store =
        incoming.computeIfAbsent(
            partition,
            number -> new FlinkStore(cells, keys.keyOf(number), leftovers.remove(number)));
    return new IncomingStore(
        store,
        new CellLoad(
            store, work -> mailbox.execute(work::run, "cells of a snapshot"), LOAD_PATIENCE));
  }

  @Override
  public void begun(PartitionReplica replica) {
    add(replica);
    incoming.remove(replica.partition()).begun();
    if (reports == null) {
      access.requestCheckpoint();
    } else {
      reports.wantCheckpoint();
    }
  }

  private void scheduleRound() {
    nextRound =
        processingTimeService.registerTimer(
            processingTimeService.getCurrentProcessingTime() + ROUND_MILLIS, time -> round());
  }

  private void round() {
    long now = System.nanoTime();
    tend();
    for (PartitionReplica replica : replicas) {
      if (replica != null) {
        tickIfIdle(replica, now);
      }
    }
    if (reports != null) {
      reports.reportIfDue(now, replicas);
    }
    scheduleRound();
  }

  private void tickIfIdle(PartitionReplica replica, long now) {
    long idleMillis = idleTimes.idleMillis(replica, now);
    // A shadow's ticks would come on top of the owner's.
    boolean canTick = replica.isOwner() && !waiting && !access.ticksStopped();
    if (waiting || (canTick && ticks.tickIfIdle(replica.partition(), idleMillis))) {
      idleTimes.notIdle(replica, now);
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    for (PartitionReplica replica : replicas) {
      if (replica != null) {
        replica.pump();
        setCurrentKey(keys.keyOf(replica.partition()));
        ReplicaImage image = replica.image();
        images.update(ReplicaImageCodec.toBytes(image));
        bases.taken(context.getCheckpointId(), replica, image.base());
      }
    }
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) throws Exception {
    super.notifyCheckpointComplete(checkpointId);
    bases.completed(checkpointId);
    // Somebody may be waiting to hear that a snapshot that was loaded is durable.
    wake();
  }

  /** What is not for this task alone it finds in what it shares with the others. */
  @Override
  public void tell(StageCommand command) {
    if (command == StageCommand.KILL) {
      kill();
    }
  }

  @Override
  public void handleOperatorEvent(OperatorEvent event) {
    switch ((StageCommand) event) {
      case STOP_TICKS -> access.stopTicks();
      case STOP -> access.stop();
      case KILL -> kill();
    }
  }

  private void kill() {
    try {
      mailbox.execute(
          () -> {
            throw new StageKilledException(parameters + " was killed");
          },
          "kill");
    } catch (RejectedExecutionException e) {
      LOG.debug("{} had ended before it was killed", parameters, e);
    }
  }

  @Override
  public void close() throws Exception {
    if (access != null) {
      access.ended(this);
      access.monitor().left(this);
      access.leave();
    }
    if (nextRound != null) {
      nextRound.cancel(false);
    }
    // A task that is cancelled is interrupted, and Kafka's clients do not close when interrupted.
    boolean interrupted = Thread.interrupted();
    try {
      IOUtils.closeAll(endOffsets, ticks, group, cells, super::close);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
