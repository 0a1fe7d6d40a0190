package dev.millrace.stream.snapshot;

import dev.millrace.stream.state.CellCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What the last chunk adds.
 *
 * @param chunks number of chunks
 * @param cells number of cells
 * @param sha256 of the payloads of all chunks, in order
 * @param chain chain hash at the snapshot's serial number
 * @param digest state digest at the snapshot's serial number
 */
public record SnapshotEnd(int chunks, long cells, byte[] sha256, long chain, long digest) {
  private static final int SHA_256_BYTES = 32;

  void write(DataOutput out) throws IOException {
    CellCodec.writeLong(chunks, out);
    CellCodec.writeLong(cells, out);
    out.write(sha256);
    out.writeLong(chain);
    out.writeLong(digest);
  }

  static SnapshotEnd read(DataInput in) throws IOException {
    int chunks = (int) CellCodec.readLong(in);
    long cells = CellCodec.readLong(in);
    byte[] sha256 = new byte[SHA_256_BYTES];
    in.readFully(sha256);
    return new SnapshotEnd(chunks, cells, sha256, in.readLong(), in.readLong());
  }
}
