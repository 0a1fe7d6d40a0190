package dev.millrace.controllog;

import dev.millrace.stream.replica.ReplicaImage;
import dev.millrace.stream.snapshot.CorruptSnapshotException;
import dev.millrace.stream.snapshot.SnapshotChunk;
import dev.millrace.stream.snapshot.SnapshotReader;
import dev.millrace.stream.state.CellSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Loads a snapshot from the records of its migration and partition. One thread. */
final class SnapshotLoading {
  private static final long NONE = -1;

  private final SnapshotRecords records;
  private ConsumerRecord<byte[], byte[]> firstOfNext;
  private long attempt = NONE;
  private long offset = NONE;
  private int chunks;
  private long bytes;
  private int stray;

  SnapshotLoading(SnapshotRecords records) {
    this.records = records;
  }

  /** The sender has begun anew; what has been loaded is not continued. */
  private static final class AttemptEndedException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  LoadedSnapshot load(Supplier<? extends CellSink> sinks) throws IOException {
    while (true) {
      try {
        ReplicaImage image = SnapshotReader.read(this::next, sinks.get());
        return new LoadedSnapshot(image, bytes, stray);
      } catch (AttemptEndedException e) {
        stray += chunks;
        chunks = 0;
        bytes = 0;
      } catch (CorruptSnapshotException e) {
        throw records.corrupt(chunks - 1, offset, e);
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    }
  }

  private SnapshotChunk next() throws IOException {
    ConsumerRecord<byte[], byte[]> record = nextOfAttempt();
    offset = record.offset();
    chunks++;
    byte[] value = record.value() == null ? new byte[0] : record.value();
    bytes += value.length;
    return SnapshotChunk.fromBytes(value);
  }

  private ConsumerRecord<byte[], byte[]> nextOfAttempt() throws IOException {
    if (firstOfNext != null) {
      ConsumerRecord<byte[], byte[]> first = firstOfNext;
      firstOfNext = null;
      attempt = first.offset();
      return first;
    }
    while (true) {
      ConsumerRecord<byte[], byte[]> record = records.next(chunks);
      if (isFirst(record)) {
        firstOfNext = record;
        if (attempt == NONE) {
          return nextOfAttempt();
        }
        throw new AttemptEndedException();
      }
      if (attempt != NONE && attempt == attemptOf(record)) {
        return record;
      }
      stray++;
    }
  }

  private static boolean isFirst(ConsumerRecord<byte[], byte[]> record) {
    return record.headers().lastHeader(SnapshotSender.ATTEMPT) == null;
  }

  private static long attemptOf(ConsumerRecord<byte[], byte[]> record) {
    byte[] offset = record.headers().lastHeader(SnapshotSender.ATTEMPT).value();
    return offset.length == Long.BYTES ? ByteBuffer.wrap(offset).getLong() : NONE;
  }
}
