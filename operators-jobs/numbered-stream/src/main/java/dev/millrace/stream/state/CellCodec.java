package dev.millrace.stream.state;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Binary form of cells and their places, the same in checkpoints and portable snapshots: numbers
 * and lengths as zig-zag variable-length integers of 7 bits a byte, texts as UTF-8.
 */
public final class CellCodec {
  private static final int MAX_LENGTH = 1 << 24;

  private CellCodec() {}

  /** Writes a cell without its place. */
  public static void write(Cell cell, DataOutput out) throws IOException {
    writeLong(cell.numbers.length, out);
    for (long number : cell.numbers) {
      writeLong(number, out);
    }
    writeLong(cell.texts.length, out);
    for (String text : cell.texts) {
      writeText(text, out);
    }
  }

  /** Reads what {@link #write} wrote. */
  public static Cell read(DataInput in) throws IOException {
    long[] numbers = new long[readLength(in)];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = readLong(in);
    }
    String[] texts = new String[readLength(in)];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = readText(in);
    }
    return new Cell(numbers, texts);
  }

  /** Writes a text, which may be null. */
  public static void writeText(String text, DataOutput out) throws IOException {
    if (text == null) {
      writeLong(-1, out);
      return;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    writeLong(bytes.length, out);
    out.write(bytes);
  }

  /** Reads a text, which may be null. */
  public static String readText(DataInput in) throws IOException {
    long length = readLong(in);
    if (length == -1) {
      return null;
    }
    byte[] bytes = new byte[checked(length)];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Writes a number in 1 to 10 bytes. */
  public static void writeLong(long value, DataOutput out) throws IOException {
    long rest = value << 1 ^ value >> 63;
    while ((rest & ~0x7FL) != 0) {
      out.writeByte((int) (rest & 0x7F | 0x80));
      rest >>>= 7;
    }
    out.writeByte((int) rest);
  }

  /** Reads a number of 1 to 10 bytes. */
  public static long readLong(DataInput in) throws IOException {
    long value = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      byte next = in.readByte();
      value |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        return value >>> 1 ^ -(value & 1);
      }
    }
    throw new IOException("a number of more than ten bytes");
  }

  private static int readLength(DataInput in) throws IOException {
    return checked(readLong(in));
  }

  private static int checked(long length) throws IOException {
    if (length < 0 || length > MAX_LENGTH) {
      throw new IOException("a length of " + length + " in a cell");
    }
    return (int) length;
  }
}
