package dev.millrace.stream.stage;

import dev.millrace.stream.state.CellCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything that a partition of a stage remembers beside its cells. With the cells as they were at
 * the same serial number it continues exactly there.
 *
 * @param nextOffset of the next record of the input partition
 * @param sn serial number of the last record processed, 0 before the first
 * @param logTime in milliseconds, {@link Long#MIN_VALUE} before the first record
 * @param chainHash over all outputs so far
 * @param stateDigest of the cells
 * @param seen the last identity of each upstream stage and partition, ordered by both
 */
public record StageImage(
    long nextOffset, long sn, long logTime, long chainHash, long stateDigest, List<Identity> seen) {
  private static final int VERSION = 1;

  /** Copies the list. */
  public StageImage {
    seen = List.copyOf(seen);
  }

  /** Before the first record: SN 1 is the record at {@code birth}. */
  public static StageImage atBirth(long birth) {
    return new StageImage(birth, 0, Long.MIN_VALUE, 0, 0, List.of());
  }

  /** Binary form with a version; equal images give equal bytes. */
  public byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      CellCodec.writeLong(nextOffset, out);
      CellCodec.writeLong(sn, out);
      CellCodec.writeLong(logTime, out);
      out.writeLong(chainHash);
      out.writeLong(stateDigest);
      CellCodec.writeLong(seen.size(), out);
      for (Identity identity : seen) {
        CellCodec.writeText(identity.stage(), out);
        CellCodec.writeLong(identity.generation(), out);
        CellCodec.writeLong(identity.partition(), out);
        CellCodec.writeLong(identity.sn(), out);
        CellCodec.writeLong(identity.index(), out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads what {@link #toBytes} wrote.
   *
   * @throws IOException if the bytes are cut off, too many, of another version, or not an image
   */
  public static StageImage fromBytes(byte[] bytes) throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int version = in.readByte();
      if (version != VERSION) {
        throw new IOException("stage image version " + version + ", this program reads " + VERSION);
      }
      long nextOffset = CellCodec.readLong(in);
      long sn = CellCodec.readLong(in);
      long logTime = CellCodec.readLong(in);
      long chainHash = in.readLong();
      long stateDigest = in.readLong();
      List<Identity> seen = new ArrayList<>();
      for (long left = CellCodec.readLong(in); left > 0; left--) {
        String stage = CellCodec.readText(in);
        int generation = (int) CellCodec.readLong(in);
        int partition = (int) CellCodec.readLong(in);
        long upstreamSn = CellCodec.readLong(in);
        int index = (int) CellCodec.readLong(in);
        seen.add(new Identity(stage, generation, partition, upstreamSn, index));
      }
      if (in.available() > 0) {
        throw new IOException("a stage image is followed by " + in.available() + " bytes");
      }
      return new StageImage(nextOffset, sn, logTime, chainHash, stateDigest, seen);
    }
  }
}
