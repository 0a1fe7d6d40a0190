package dev.millrace.stream.snapshot;

import dev.millrace.stream.replica.ReplicaImage;
import dev.millrace.stream.replica.ReplicaImageCodec;
import dev.millrace.stream.state.Cell;
import dev.millrace.stream.state.CellCodec;
import dev.millrace.stream.state.RecordKey;
import dev.millrace.stream.state.StateStore;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * Writes one partition's snapshot as chunks, in the order: the image, then every cell with its
 * place. Cells may come in any order and at any time; a chunk goes out as soon as it is full.
 */
public final class SnapshotWriter implements StateStore.Visitor {
  private final String id;
  private final int partition;
  private final ReplicaImage image;
  private final ChunkSink sink;
  private final MessageDigest sha256;
  private final byte[] buffer = new byte[SnapshotChunk.MAX_PAYLOAD];
  private final DataOutputStream out = new DataOutputStream(new Chunking());
  private int filled;
  private int chunks;
  private long cells;

  /** Where chunks go; it may block, and what it throws ends the snapshot. */
  @FunctionalInterface
  public interface ChunkSink {
    /** The next chunk. */
    void accept(SnapshotChunk chunk) throws IOException;
  }

  /** Begins with the image. */
  public SnapshotWriter(String id, int partition, ReplicaImage image, ChunkSink sink)
      throws IOException {
    this.id = id;
    this.partition = partition;
    this.image = image;
    this.sink = sink;
    this.sha256 = sha256();
    byte[] header = ReplicaImageCodec.toBytes(image);
    out.writeInt(header.length);
    out.write(header);
  }

  /** One cell; an error of the sink comes as {@link UncheckedIOException}. */
  @Override
  public void visit(int step, RecordKey key, long instance, Cell cell) {
    try {
      cells++;
      out.writeBoolean(true);
      CellCodec.writeLong(step, out);
      CellCodec.writeText(key.text(), out);
      CellCodec.writeLong(instance, out);
      CellCodec.write(cell, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends the last chunk. */
  public void finish() throws IOException {
    out.writeBoolean(false);
    byte[] payload = takePayload();
    send(
        payload,
        new SnapshotEnd(
            chunks + 1,
            cells,
            sha256.digest(),
            image.stage().chainHash(),
            image.stage().stateDigest()));
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private byte[] takePayload() {
    byte[] payload = Arrays.copyOf(buffer, filled);
    filled = 0;
    sha256.update(payload);
    return payload;
  }

  private void send(byte[] payload, SnapshotEnd end) throws IOException {
    sink.accept(new SnapshotChunk(id, partition, image.stage().sn(), chunks++, payload, end));
  }

  /** Cuts the content into chunks. */
  private final class Chunking extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      if (filled == buffer.length) {
        send(takePayload(), null);
      }
      buffer[filled++] = (byte) b;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      int from = offset;
      int left = length;
      while (left > 0) {
        if (filled == buffer.length) {
          send(takePayload(), null);
        }
        int part = Math.min(left, buffer.length - filled);
        System.arraycopy(bytes, from, buffer, filled, part);
        filled += part;
        from += part;
        left -= part;
      }
    }
  }
}
