package dev.millrace.kafka;

import dev.millrace.controllog.LoadedSnapshot;
import dev.millrace.controllog.LocatedCut;
import dev.millrace.controllog.ProgressReport;
import dev.millrace.controllog.TransferSlot;
import dev.millrace.stream.handover.ControlRecord;
import dev.millrace.stream.handover.ControlRecord.CutsRequested;
import dev.millrace.stream.handover.Handover;
import dev.millrace.stream.handover.StatePassage;
import dev.millrace.stream.replica.ReplicaImage;
import dev.millrace.stream.state.SnapshotStore;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The topics as one partition of a replica uses them. */
final class SeatPorts {
  /** How long one chunk of a snapshot may take. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final ExecutorService THREADS = Executors.newVirtualThreadPerTaskExecutor();

  private final Coordination topics;
  private final String stage;
  private final int partition;
  private final StageReplica self;
  private final long incarnation;
  private final InputLog input;
  private final ReplicaHost host;
  private volatile long snapshotBytes;

  SeatPorts(
      Coordination topics,
      String stage,
      int partition,
      StageReplica self,
      long incarnation,
      InputLog input,
      ReplicaHost host) {
    this.topics = topics;
    this.stage = stage;
    this.partition = partition;
    this.self = self;
    this.incarnation = incarnation;
    this.input = input;
    this.host = host;
  }

  int partition() {
    return partition;
  }

  String self() {
    return self.name();
  }

  /** Offset of the input from which on it gets records, as far as it was told one. */
  long inputFrom() {
    return self.inputFrom().getOrDefault(partition, 0L);
  }

  /** Why it cannot go on at an offset of the input, or null. */
  String missing(long offset, long beginning) {
    return input.missing(partition, offset, beginning);
  }

  /** Refuses a snapshot behind which records are missing. */
  private void check(ReplicaImage image) throws IOException {
    long next = image.stage().nextOffset();
    if (next < inputFrom()) {
      throw new IOException(
          "the owner's snapshot goes on at offset %d, and this replica reads from %d on; the owner has started again and has to catch up"
              .formatted(next, inputFrom()));
    }
    String missing = missing(next, input.beginnings(List.of(partition)).get(partition));
    if (missing != null) {
      throw new IOException("with the owner's snapshot " + missing);
    }
  }

  /** Stage and partition, for a person. */
  String place() {
    return stage + "/" + partition;
  }

  CompletableFuture<Long> append(ControlRecord record) {
    CompletableFuture<Long> appended = topics.log().append(stage, record);
    appended.whenComplete((offset, error) -> host.wake());
    return appended;
  }

  void report(int generation, PartitionReplica replica, String trouble) {
    topics.report(
        replica == null
            ? new ProgressReport(
                stage, partition, generation, self(), incarnation, 0, 0, 0, trouble, List.of())
            : report(generation, replica, trouble, List.of()));
  }

  /** Answers a question about where the replica's cuts were. */
  void answer(int generation, PartitionReplica replica, CutsRequested asked) {
    topics.report(report(generation, replica, null, replica.history(asked.fromSn(), asked.toSn())));
  }

  private ProgressReport report(
      int generation, PartitionReplica replica, String trouble, List<LocatedCut> located) {
    return new ProgressReport(
        stage,
        partition,
        generation,
        self(),
        incarnation,
        replica.sn(),
        replica.nextOffset(),
        replica.outputs(),
        snapshotBytes,
        replica.reportableFrontier(),
        replica.outputTimes(),
        trouble,
        replica.takeCuts(),
        located);
  }

  SnapshotUpload upload(long request, PartitionReplica replica, SnapshotStore store)
      throws IOException {
    String id = snapshotId(request);
    return new SnapshotUpload(
        id,
        replica,
        store,
        () -> new TopicExit(topics.snapshots().sender(id, partition, PATIENCE)),
        THREADS,
        host::wake);
  }

  /**
   * Begins to bring the state of a replica that stands still on its way to a hand-over's target.
   */
  SnapshotUpload pass(Handover due, PartitionReplica replica, SnapshotStore store)
      throws IOException {
    if (due.passage() == StatePassage.SNAPSHOT) {
      return upload(due.id(), replica, store);
    }
    String id = snapshotId(due.id());
    return new SnapshotUpload(
        id,
        replica,
        store,
        () -> new SlotExit(id, topics.slot(stage, partition)),
        THREADS,
        host::wake);
  }

  /** Takes a state that its source hands over chunk by chunk. */
  SnapshotArrival receive(Handover from) {
    String id = snapshotId(from.id());
    return arrive(
        from.id(),
        cells -> {
          try (TransferSlot slot = topics.slot(stage, partition)) {
            LoadedSnapshot[] all = new LoadedSnapshot[1];
            slot.receive(
                id,
                state -> {
                  all[0] = PackedSnapshot.unpack(state, cells.get());
                  check(all[0].image());
                  cells.finish();
                });
            return all[0];
          }
        });
  }

  /** Loads the snapshot that was asked for by this record. */
  SnapshotArrival load(long request) {
    return arrive(SnapshotArrival.NONE, cells -> loaded(request, cells));
  }

  /** Loads the state of this hand-over from the snapshot topic. */
  SnapshotArrival load(Handover from) {
    return arrive(from.id(), cells -> loaded(from.id(), cells));
  }

  private LoadedSnapshot loaded(long id, IncomingCells cells) throws IOException {
    LoadedSnapshot all = topics.snapshots().load(snapshotId(id), partition, cells, PATIENCE);
    check(all.image());
    cells.finish();
    return all;
  }

  private interface Loading {
    LoadedSnapshot into(IncomingCells cells) throws IOException;
  }

  private SnapshotArrival arrive(long handover, Loading loading) {
    IncomingCells cells = host.incoming(partition);
    CompletableFuture<LoadedSnapshot> loaded = new CompletableFuture<>();
    var task =
        THREADS.submit(
            () -> {
              try {
                LoadedSnapshot all = loading.into(cells);
                snapshotBytes = all.bytes();
                loaded.complete(all);
              } catch (IOException | RuntimeException e) {
                loaded.completeExceptionally(new CompletionException(e));
              }
              host.wake();
            });
    loaded.whenComplete(
        (done, error) -> {
          if (loaded.isCancelled()) {
            task.cancel(true);
          }
        });
    return new SnapshotArrival(handover, cells, loaded);
  }

  /** The request's place in the control log tells one snapshot from all others. */
  private String snapshotId(long request) {
    return stage + "@" + request;
  }
}
