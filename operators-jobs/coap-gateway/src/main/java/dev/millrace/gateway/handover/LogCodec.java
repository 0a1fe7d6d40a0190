package dev.millrace.gateway.handover;

import dev.millrace.gateway.handover.LogEntry.Claim;
import dev.millrace.gateway.handover.LogEntry.Label;
import dev.millrace.gateway.handover.LogEntry.Parcel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;

/** Entries as the values of records. */
final class LogCodec {
  private static final int PARCEL = 0x50;
  private static final int CLAIM = 0x43;

  private LogCodec() {}

  /** Something that is written. */
  private interface Writing {
    void to(DataOutputStream out) throws IOException;
  }

  static byte[] encode(LogEntry entry) {
    return switch (entry) {
      case Parcel parcel ->
          bytes(
              out -> {
                out.write(encode(parcel.label()));
                out.write(parcel.sealed());
              });
      case Claim claim ->
          bytes(
              out -> {
                out.writeByte(CLAIM);
                write(out, claim.parcel());
                write(out, claim.by());
              });
    };
  }

  /** A label, as it stands before what is sealed. */
  static byte[] encode(Label label) {
    return bytes(
        out -> {
          out.writeByte(PARCEL);
          write(out, label.id());
          out.writeUTF(label.gateway());
          out.writeUTF(label.place());
          out.writeInt(label.port());
          out.writeLong(label.millis());
        });
  }

  private static byte[] bytes(Writing writing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      writing.to(out);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail", e);
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, UUID id) throws IOException {
    out.writeLong(id.getMostSignificantBits());
    out.writeLong(id.getLeastSignificantBits());
  }

  /**
   * The entry that a record holds.
   *
   * @param value null for a record without one
   * @throws IOException if it holds none
   */
  static LogEntry decode(byte[] value) throws IOException {
    if (value == null) {
      throw new IOException("it has no value");
    }
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(value))) {
      int kind = in.readUnsignedByte();
      return switch (kind) {
        case PARCEL ->
            new Parcel(
                new Label(id(in), in.readUTF(), in.readUTF(), in.readInt(), in.readLong()),
                in.readAllBytes());
        case CLAIM -> new Claim(id(in), id(in));
        default -> throw new IOException("it is of kind " + kind);
      };
    }
  }

  private static UUID id(DataInputStream in) throws IOException {
    return new UUID(in.readLong(), in.readLong());
  }
}
