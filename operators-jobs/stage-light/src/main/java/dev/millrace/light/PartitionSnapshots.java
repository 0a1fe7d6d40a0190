package dev.millrace.light;

import dev.millrace.kafka.PartitionReplica;
import dev.millrace.kafka.StageMonitor;
import dev.millrace.stream.replica.ReplicaImage;
import dev.millrace.stream.snapshot.SnapshotWriter;
import dev.millrace.stream.state.HashState;
import dev.millrace.stream.state.StateSnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the snapshots of one partition, a slice at a time between batches. A snapshot that fails is
 * given up, counted, and tried again at the next interval; the stage goes on.
 */
final class PartitionSnapshots {
  private static final Logger LOG = LoggerFactory.getLogger(PartitionSnapshots.class);

  /** Cells of one slice: well under a millisecond of encoding. */
  private static final int SLICE = 500;

  private static final long NONE = -1;

  private final String id;
  private final PartitionReplica replica;
  private final HashState state;
  private final SnapshotDirectory directory;
  private final Executor disk;
  private final StageMonitor monitor;
  private final Runnable wake;
  private final long intervalNanos;
  private long lastNanos;
  private long lastSn;
  private Running running;
  private SnapshotFile finishingFile;
  private CompletableFuture<Long> finishing;
  private long finishingBase;
  private boolean finished;

  private record Running(
      SnapshotFile file, SnapshotWriter writer, StateSnapshot snapshot, long base) {}

  /**
   * The snapshots of {@code replica}.
   *
   * @param wake called by any thread when {@link #advance} has something to do
   */
  PartitionSnapshots(
      String id,
      PartitionReplica replica,
      HashState state,
      SnapshotDirectory directory,
      Executor disk,
      StageMonitor monitor,
      Runnable wake,
      long intervalNanos,
      long nowNanos) {
    this.id = id;
    this.replica = replica;
    this.state = state;
    this.directory = directory;
    this.disk = disk;
    this.monitor = monitor;
    this.wake = wake;
    this.intervalNanos = intervalNanos;
    this.lastNanos = nowNanos;
    this.lastSn = replica.sn();
  }

  /** Whether a snapshot is under way or has just ended, so that the thread should be back soon. */
  boolean busy() {
    return running != null || finished;
  }

  /** Does one slice of what is due. */
  void advance(long nowNanos) {
    finished = finishing != null && finishing.isDone();
    if (finished) {
      noteFinished();
    }
    if (running == null && finishing == null && isDue(nowNanos)) {
      begin(nowNanos);
    }
    if (running != null && (running.file().hasRoom() || running.file().hasFailed())) {
      slice();
    }
  }

  /** The next one is due at once. */
  void takeSoon() {
    lastSn = NONE;
    lastNanos -= intervalNanos;
  }

  /** Takes one whole snapshot now; for a graceful stop. */
  void takeNow(long nowNanos) {
    if (replica.sn() == lastSn && running == null) {
      return;
    }
    if (running == null) {
      begin(nowNanos);
    }
    while (running != null) {
      slice();
    }
  }

  /** Gives up what is under way. */
  void close() {
    if (running != null) {
      running.snapshot().cancel();
      running.file().abandon();
      running = null;
    }
  }

  /** The snapshot that is on its way to the disk, or null. */
  CompletableFuture<Long> finishing() {
    return finishing;
  }

  private boolean isDue(long nowNanos) {
    return nowNanos - lastNanos >= intervalNanos && replica.sn() != lastSn && !state.hasSnapshot();
  }

  private void begin(long nowNanos) {
    lastNanos = nowNanos;
    try {
      ReplicaImage image = replica.image();
      SnapshotFile file = new SnapshotFile(directory, image.stage().sn(), disk);
      SnapshotWriter writer = new SnapshotWriter(id, replica.partition(), image, file);
      running = new Running(file, writer, state.snapshot(writer), image.base());
      lastSn = image.stage().sn();
    } catch (IOException e) {
      failed(e);
    }
  }

  private void slice() {
    try {
      if (running.snapshot().advance(SLICE)) {
        running.writer().finish();
        finishingFile = running.file();
        finishing = finishingFile.complete();
        finishing.whenComplete((bytes, error) -> wake.run());
        finishingBase = running.base();
        running = null;
      }
    } catch (IOException | UncheckedIOException e) {
      close();
      failed(e);
    }
  }

  private void noteFinished() {
    try {
      monitor.checkpointed(finishing.join());
      replica.checkpointed(finishingBase);
    } catch (CompletionException e) {
      finishingFile.abandon();
      failed(e.getCause());
    }
    finishing = null;
  }

  private void failed(Throwable cause) {
    String reason =
        "snapshot of " + id + " partition " + replica.partition() + ": " + cause.getMessage();
    LOG.warn("{}; the stage goes on with its last one", reason);
    monitor.checkpointFailed(reason);
  }
}
