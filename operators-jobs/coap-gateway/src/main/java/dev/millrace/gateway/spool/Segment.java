package dev.millrace.gateway.spool;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * One file of a spool: a head of {@code MAGIC, base}, then frames of {@code length, checksum,
 * timestamp, payload}. The checksum (CRC-32C) covers the number of the entry too, so a frame is
 * only valid in its own place.
 */
final class Segment implements Closeable {
  static final int HEAD_BYTES = 16;
  static final int FRAME_BYTES = 16;
  private static final long MAGIC = 0x4D_53_50_4F_4F_4C_00_01L;

  private final Path file;
  private final FileChannel channel;
  private final long base;
  private long count;
  private long size;

  private Segment(Path file, FileChannel channel, long base) {
    this.file = file;
    this.channel = channel;
    this.base = base;
    this.size = HEAD_BYTES;
  }

  /** Makes one that is empty; {@link #append} makes it durable. */
  static Segment create(Path file, long base) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES).putLong(MAGIC).putLong(base).flip();
    Durable.writeFully(channel, head);
    return new Segment(file, channel, base);
  }

  /** Opens one and takes all entries before the first that is not as it was written. */
  static Segment recover(Path file, long base) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    Segment segment = new Segment(file, channel, base);
    if (segment.hasHead()) {
      for (Frame frame = segment.frame(HEAD_BYTES, base);
          frame != null;
          frame = segment.frame(segment.size, base + segment.count)) {
        segment.size = frame.end();
        segment.count++;
      }
    }
    return segment;
  }

  private boolean hasHead() throws IOException {
    byte[] bytes = bytes(0, HEAD_BYTES);
    if (bytes == null) {
      return false;
    }
    ByteBuffer head = ByteBuffer.wrap(bytes);
    return head.getLong() == MAGIC && head.getLong() == base;
  }

  /** Bytes of the file behind the last valid entry. */
  long excess() throws IOException {
    return Math.max(0, channel.size() - size);
  }

  /** Cuts off what is behind the last valid entry. */
  void truncate() throws IOException {
    channel.truncate(size);
    channel.force(true);
  }

  /** Writes entries behind the last one and returns when they are on disk. */
  void append(List<SpoolEntry> entries) throws IOException {
    int bytes = 0;
    for (SpoolEntry entry : entries) {
      bytes += FRAME_BYTES + entry.payload().length;
    }
    ByteBuffer frames = ByteBuffer.allocate(bytes);
    for (SpoolEntry entry : entries) {
      frames
          .putInt(entry.payload().length)
          .putInt(checksum(entry.sequence(), entry.timestampMillis(), entry.payload()))
          .putLong(entry.timestampMillis())
          .put(entry.payload());
    }
    channel.position(size);
    Durable.writeFully(channel, frames.flip());
    channel.force(false);
    size += bytes;
    count += entries.size();
  }

  /** An entry, and the place behind it. */
  record Frame(SpoolEntry entry, long end) {}

  /** The entry at a place; null if there is none that is valid. */
  Frame frame(long position, long sequence) throws IOException {
    byte[] before = bytes(position, FRAME_BYTES);
    if (before == null) {
      return null;
    }
    ByteBuffer head = ByteBuffer.wrap(before);
    int length = head.getInt();
    int crc = head.getInt();
    long timestamp = head.getLong();
    byte[] payload =
        length < 0 || length > channel.size() - position
            ? null
            : bytes(position + FRAME_BYTES, length);
    if (payload == null || checksum(sequence, timestamp, payload) != crc) {
      return null;
    }
    return new Frame(new SpoolEntry(sequence, timestamp, payload), position + FRAME_BYTES + length);
  }

  /** Null if the file is not as long. */
  private byte[] bytes(long position, int count) throws IOException {
    byte[] all = new byte[count];
    ByteBuffer bytes = ByteBuffer.wrap(all);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, position + bytes.position()) < 0) {
        return null;
      }
    }
    return all;
  }

  private static int checksum(long sequence, long timestamp, byte[] payload) {
    CRC32C crc = new CRC32C();
    crc.update(ByteBuffer.allocate(2 * Long.BYTES).putLong(sequence).putLong(timestamp).flip());
    crc.update(payload);
    return (int) crc.getValue();
  }

  /** The number of the first entry. */
  long base() {
    return base;
  }

  /** The number behind the last entry's. */
  long end() {
    return base + count;
  }

  /** Bytes up to the end of the last entry. */
  long size() {
    return size;
  }

  void delete() throws IOException {
    close();
    Files.deleteIfExists(file);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
