package dev.millrace.light;

import dev.millrace.stream.snapshot.SnapshotChunk;
import dev.millrace.stream.snapshot.SnapshotWriter;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One snapshot on its way to a file. Encoding, writing and forcing to disk happen on a thread of
 * their own, so that the partition's thread never waits for the disk.
 */
final class SnapshotFile implements SnapshotWriter.ChunkSink {
  /** Chunks that may wait for the disk before the snapshot has to wait. */
  private static final int MAX_WAITING = 4;

  private final SnapshotDirectory directory;
  private final long sn;
  private final Path file;
  private final FileChannel channel;
  private final DataOutputStream out;
  private final Executor disk;
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();
  private CompletableFuture<Void> written = CompletableFuture.completedFuture(null);

  SnapshotFile(SnapshotDirectory directory, long sn, Executor disk) throws IOException {
    this.directory = directory;
    this.sn = sn;
    this.disk = disk;
    this.file = directory.unfinished(sn);
    this.channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    this.out = new DataOutputStream(Channels.newOutputStream(channel));
  }

  @Override
  public void accept(SnapshotChunk chunk) {
    waiting.incrementAndGet();
    written = written.thenRunAsync(() -> unchecked(() -> write(chunk)), disk);
  }

  /** Whether the disk keeps up; if not, the snapshot's next slice waits. */
  boolean hasRoom() {
    return waiting.get() < MAX_WAITING;
  }

  /** Whether a chunk could not be written. */
  boolean hasFailed() {
    return written.isCompletedExceptionally();
  }

  /** Completes when the snapshot is safe on disk under its name, with its size. */
  CompletableFuture<Long> complete() {
    return written
        .thenRunAsync(
            () ->
                unchecked(
                    () -> {
                      channel.force(true);
                      channel.close();
                      directory.complete(file, sn);
                    }),
            disk)
        .thenApply(done -> bytes.get());
  }

  /** Removes what has been written. */
  void abandon() {
    written.whenCompleteAsync(
        (done, error) ->
            unchecked(
                () -> {
                  channel.close();
                  Files.deleteIfExists(file);
                }),
        disk);
  }

  private void write(SnapshotChunk chunk) throws IOException {
    byte[] encoded = chunk.toBytes();
    out.writeInt(encoded.length);
    out.write(encoded);
    bytes.addAndGet(encoded.length);
    waiting.decrementAndGet();
  }

  private interface DiskAction {
    void run() throws IOException;
  }

  private static void unchecked(DiskAction action) {
    try {
      action.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
