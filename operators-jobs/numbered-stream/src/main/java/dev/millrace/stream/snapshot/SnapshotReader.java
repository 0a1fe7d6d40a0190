package dev.millrace.stream.snapshot;

import dev.millrace.stream.replica.ReplicaImage;
import dev.millrace.stream.replica.ReplicaImageCodec;
import dev.millrace.stream.state.Cell;
import dev.millrace.stream.state.CellCodec;
import dev.millrace.stream.state.CellSink;
import dev.millrace.stream.state.PartitionState;
import dev.millrace.stream.state.RecordKey;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Loads a snapshot into an empty store, or to where its cells are brought from, and checks all that
 * can be checked: the digest is summed up as the cells come, so nobody has to visit them again.
 */
public final class SnapshotReader {
  private SnapshotReader() {}

  /** Where chunks come from. */
  @FunctionalInterface
  public interface ChunkSource {
    /** The next chunk, or null if there are no more. */
    SnapshotChunk next() throws IOException;
  }

  /**
   * Loads one snapshot. On any error {@code into} has got an undefined part of it, which must be
   * thrown away; what it throws itself passes through.
   *
   * @throws CorruptSnapshotException if a chunk is missing or out of place, or a count, the SHA-256
   *     or the state digest differs
   */
  public static ReplicaImage read(ChunkSource source, CellSink into) throws IOException {
    Payloads payloads = new Payloads(source);
    DataInputStream in = new DataInputStream(payloads);
    ReplicaImage image = ReplicaImageCodec.fromBytes(in.readNBytes(in.readInt()));
    long cells = 0;
    long digest = 0;
    while (in.readBoolean()) {
      int step = (int) CellCodec.readLong(in);
      RecordKey key = RecordKey.of(CellCodec.readText(in));
      long instance = CellCodec.readLong(in);
      Cell cell = CellCodec.read(in);
      cells++;
      digest += PartitionState.contribute(step, key, instance, cell);
      into.put(step, key, instance, cell);
    }
    SnapshotEnd end = payloads.end();
    expect("cells", end.cells(), cells);
    expect("chain hash", end.chain(), image.stage().chainHash());
    expect("state digest of the image", end.digest(), image.stage().stateDigest());
    expect("state digest of the cells", end.digest(), digest);
    return image;
  }

  private static void expect(String what, long stated, long found) throws IOException {
    if (stated != found) {
      throw new CorruptSnapshotException(what + ": stated " + stated + ", found " + found);
    }
  }

  /** The payloads of consecutive chunks as one stream. */
  private static final class Payloads extends InputStream {
    private final ChunkSource source;
    private final MessageDigest sha256 = SnapshotWriter.sha256();
    private SnapshotChunk chunk;
    private int position;
    private int chunks;

    Payloads(ChunkSource source) {
      this.source = source;
    }

    @Override
    public int read() throws IOException {
      return ensure() ? chunk.payload()[position++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (!ensure()) {
        return -1;
      }
      int part = Math.min(length, chunk.payload().length - position);
      System.arraycopy(chunk.payload(), position, into, offset, part);
      position += part;
      return part;
    }

    /** The end mark of a stream that has been read to its end, checked. */
    SnapshotEnd end() throws IOException {
      if (chunk.end() == null || position < chunk.payload().length) {
        throw new CorruptSnapshotException("content goes on after the last cell");
      }
      expect("chunks", chunk.end().chunks(), chunks);
      if (!Arrays.equals(chunk.end().sha256(), sha256.digest())) {
        throw new CorruptSnapshotException("the SHA-256 of the content differs");
      }
      return chunk.end();
    }

    private boolean ensure() throws IOException {
      while (chunk == null || position == chunk.payload().length) {
        if (chunk != null && chunk.end() != null) {
          return false;
        }
        SnapshotChunk next = source.next();
        if (next == null) {
          throw new CorruptSnapshotException("ends after " + chunks + " chunks, no last chunk");
        }
        check(next);
        chunk = next;
        position = 0;
        chunks++;
        sha256.update(next.payload());
      }
      return true;
    }

    private void check(SnapshotChunk next) throws IOException {
      if (next.index() != chunks) {
        throw new CorruptSnapshotException(
            "chunk " + next.index() + " where " + chunks + " is due");
      }
      if (chunk != null
          && (!next.id().equals(chunk.id())
              || next.partition() != chunk.partition()
              || next.sn() != chunk.sn())) {
        throw new CorruptSnapshotException("chunk " + next.index() + " is of another snapshot");
      }
    }
  }
}
