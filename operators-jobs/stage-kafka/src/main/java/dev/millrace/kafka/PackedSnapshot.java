package dev.millrace.kafka;

import dev.millrace.controllog.LoadedSnapshot;
import dev.millrace.stream.replica.ReplicaImage;
import dev.millrace.stream.snapshot.CorruptSnapshotException;
import dev.millrace.stream.snapshot.SnapshotChunk;
import dev.millrace.stream.snapshot.SnapshotReader;
import dev.millrace.stream.state.CellSink;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** A whole snapshot as one run of bytes: its chunks, each behind its length. In memory only. */
final class PackedSnapshot {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final DataOutputStream out = new DataOutputStream(bytes);

  void add(SnapshotChunk chunk) throws IOException {
    byte[] encoded = chunk.toBytes();
    out.writeInt(encoded.length);
    out.write(encoded);
  }

  byte[] toBytes() {
    return bytes.toByteArray();
  }

  /** Brings the cells of what {@link #toBytes} gave to where they go, and checks all of it. */
  static LoadedSnapshot unpack(byte[] packed, CellSink into) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(packed));
    ReplicaImage image = SnapshotReader.read(() -> next(in), into);
    return new LoadedSnapshot(image, packed.length, 0);
  }

  private static SnapshotChunk next(DataInputStream in) throws IOException {
    if (in.available() == 0) {
      return null;
    }
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new CorruptSnapshotException(
          "a chunk of " + length + " bytes where " + in.available() + " are left");
    }
    return SnapshotChunk.fromBytes(in.readNBytes(length));
  }
}
