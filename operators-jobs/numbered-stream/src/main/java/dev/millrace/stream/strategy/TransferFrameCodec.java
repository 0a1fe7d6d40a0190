package dev.millrace.stream.strategy;

import dev.millrace.stream.state.CellCodec;
import dev.millrace.stream.strategy.StateTransferException.Fault;
import dev.millrace.stream.strategy.TransferFrame.Chunk;
import dev.millrace.stream.strategy.TransferFrame.End;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.zip.CRC32;

/** Binary form of a {@link TransferFrame}, closed by the CRC-32 of all before it. */
final class TransferFrameCodec {
  /** Room for everything but the payload; migrations have names of at most 253 characters. */
  static final int MAX_OVERHEAD = 2_000;

  private static final int VERSION = 1;
  private static final int CHUNK = 0;
  private static final int END = 1;
  private static final int SHA_256_BYTES = 32;

  private TransferFrameCodec() {}

  static byte[] toBytes(TransferFrame frame) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      CellCodec.writeText(frame.migration(), out);
      CellCodec.writeLong(frame.total(), out);
      switch (frame) {
        case Chunk chunk -> {
          out.writeByte(CHUNK);
          CellCodec.writeLong(chunk.index(), out);
          CellCodec.writeLong(chunk.payload().length, out);
          out.write(chunk.payload());
        }
        case End end -> {
          out.writeByte(END);
          out.write(end.sha256());
        }
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
   * @throws StateTransferException if a bit is not as it was written, or this program writes no
   *     such frame
   */
  static TransferFrame fromBytes(byte[] bytes) throws StateTransferException {
    int body = bytes.length - Integer.BYTES;
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (body < 1 || crc(bytes, body) != crcAt(bytes, body)) {
        throw new StateTransferException(
            Fault.CHECKSUM, "a frame of " + bytes.length + " bytes fails its CRC");
      }
      int version = in.readByte();
      if (version != VERSION) {
        throw malformed("is of version " + version + ", this program reads " + VERSION);
      }
      String migration = CellCodec.readText(in);
      int total = Math.toIntExact(CellCodec.readLong(in));
      TransferFrame frame = read(migration, total, in);
      if (in.available() != Integer.BYTES) {
        throw malformed("does not end where its content ends");
      }
      return frame;
    } catch (StateTransferException e) {
      throw e;
    } catch (IOException | IllegalArgumentException | ArithmeticException e) {
      throw malformed("cannot be read: " + e);
    }
  }

  private static TransferFrame read(String migration, int total, DataInputStream in)
      throws IOException {
    int form = in.readByte();
    return switch (form) {
      case CHUNK -> {
        int index = Math.toIntExact(CellCodec.readLong(in));
        int length = Math.toIntExact(CellCodec.readLong(in));
        if (length > in.available()) {
          throw malformed("states " + length + " bytes of payload and has fewer");
        }
        yield new Chunk(migration, index, total, in.readNBytes(length));
      }
      case END -> new End(migration, total, in.readNBytes(SHA_256_BYTES));
      default -> throw malformed("is of unknown form " + form);
    };
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static StateTransferException malformed(String what) {
    return new StateTransferException(Fault.FORM, "a frame " + what);
  }

  private static int crc(byte[] bytes, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }

  private static int crcAt(byte[] bytes, int position) {
    int crc = 0;
    for (int i = position; i < position + Integer.BYTES; i++) {
      crc = (crc << 8) | (bytes[i] & 0xFF);
    }
    return crc;
  }
}
