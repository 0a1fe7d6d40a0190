package dev.millrace.stream.snapshot;

import dev.millrace.stream.state.CellCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.CRC32C;

/**
 * A piece of a portable snapshot, at most {@value #MAX_BYTES} bytes in binary form.
 *
 * @param id of the snapshot: of its migration, or of the checkpoint
 * @param partition of the input log
 * @param sn at which the snapshot was taken
 * @param index of the chunk, from 0
 * @param payload the chunk's part of the content
 * @param end present on the last chunk only
 */
public record SnapshotChunk(
    String id, int partition, long sn, int index, byte[] payload, SnapshotEnd end) {
  /** Upper bound of a chunk's binary form. */
  public static final int MAX_BYTES = 1_000_000;

  /** Room for everything but the payload; ids are at most 253 characters as all names are. */
  static final int MAX_PAYLOAD = MAX_BYTES - 2_000;

  private static final int VERSION = 1;

  /** The chunk as bytes, closed by the CRC-32C of all before it. */
  public byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(payload.length + 256);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      CellCodec.writeText(id, out);
      CellCodec.writeLong(partition, out);
      CellCodec.writeLong(sn, out);
      CellCodec.writeLong(index, out);
      CellCodec.writeLong(payload.length, out);
      out.write(payload);
      out.writeBoolean(end != null);
      if (end != null) {
        end.write(out);
      }
      out.writeInt(crc(bytes.toByteArray(), bytes.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads what {@link #toBytes} wrote.
   *
   * @throws CorruptSnapshotException if a bit is not as it was written
   */
  public static SnapshotChunk fromBytes(byte[] bytes) throws CorruptSnapshotException {
    int body = bytes.length - Integer.BYTES;
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (body < 1 || crc(bytes, body) != crcAt(bytes, body)) {
        throw new CorruptSnapshotException("a chunk of " + bytes.length + " bytes fails its CRC");
      }
      int version = in.readByte();
      if (version != VERSION) {
        throw new CorruptSnapshotException(
            "a chunk of version " + version + ", this program reads " + VERSION);
      }
      String id = CellCodec.readText(in);
      int partition = (int) CellCodec.readLong(in);
      long sn = CellCodec.readLong(in);
      int index = (int) CellCodec.readLong(in);
      byte[] payload = in.readNBytes((int) CellCodec.readLong(in));
      SnapshotEnd end = in.readBoolean() ? SnapshotEnd.read(in) : null;
      return new SnapshotChunk(id, partition, sn, index, payload, end);
    } catch (CorruptSnapshotException e) {
      throw e;
    } catch (IOException e) {
      throw new CorruptSnapshotException("a chunk is cut off: " + e.getMessage());
    }
  }

  private static int crc(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }

  private static int crcAt(byte[] bytes, int position) {
    int crc = 0;
    for (int i = position; i < position + Integer.BYTES; i++) {
      crc = crc << 8 | bytes[i] & 0xFF;
    }
    return crc;
  }
}
