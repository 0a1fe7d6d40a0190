package dev.millrace.controllog;

import dev.millrace.stream.handover.Cut;
import dev.millrace.stream.handover.StatePassage;
import dev.millrace.stream.state.CellCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Objects;

/** Binary form of the fields that several records have. */
final class FieldCodec {
  private static final StatePassage[] PASSAGES = StatePassage.values();

  private FieldCodec() {}

  static void writePassage(StatePassage passage, DataOutput out) throws IOException {
    out.writeByte(passage.ordinal());
  }

  static StatePassage readPassage(DataInput in) throws IOException {
    int ordinal = in.readByte();
    if (ordinal < 0 || ordinal >= PASSAGES.length) {
      throw new IOException("passage " + ordinal + " is not known to this program");
    }
    return PASSAGES[ordinal];
  }

  /** A name, which is never null. */
  static void writeName(String name, DataOutput out) throws IOException {
    CellCodec.writeText(Objects.requireNonNull(name), out);
  }

  static String readName(DataInput in) throws IOException {
    String name = CellCodec.readText(in);
    if (name == null) {
      throw new IOException("a name is missing");
    }
    return name;
  }

  static int readInt(DataInput in) throws IOException {
    long value = CellCodec.readLong(in);
    if (value != (int) value) {
      throw new IOException("a number of " + value);
    }
    return (int) value;
  }

  /** Hashes are as wide as they are; packing would only lengthen them. */
  static void writeCut(Cut cut, DataOutput out) throws IOException {
    CellCodec.writeLong(cut.sn(), out);
    out.writeLong(cut.chain());
    out.writeLong(cut.digest());
  }

  static Cut readCut(DataInput in) throws IOException {
    return new Cut(CellCodec.readLong(in), in.readLong(), in.readLong());
  }
}
