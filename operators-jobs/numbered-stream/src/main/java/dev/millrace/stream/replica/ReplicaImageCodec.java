package dev.millrace.stream.replica;

import dev.millrace.stream.stage.Channel;
import dev.millrace.stream.stage.Output;
import dev.millrace.stream.stage.RecordHeader;
import dev.millrace.stream.stage.StageImage;
import dev.millrace.stream.state.CellCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Binary form of a {@link ReplicaImage}, with a version; equal images give equal bytes. */
public final class ReplicaImageCodec {
  private static final int VERSION = 2;
  private static final Channel[] CHANNELS = Channel.values();

  private ReplicaImageCodec() {}

  /** The image as bytes. */
  public static byte[] toBytes(ReplicaImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      CellCodec.writeLong(image.generation(), out);
      writeBytes(image.stage().toBytes(), out);
      CellCodec.writeLong(image.base(), out);
      out.writeLong(image.baseChain());
      out.writeLong(image.baseDigest());
      CellCodec.writeLong(image.entries().size(), out);
      for (Entry entry : image.entries()) {
        writeEntry(entry, out);
      }
      CellCodec.writeLong(image.positions().size(), out);
      for (var position : image.positions().entrySet()) {
        CellCodec.writeText(position.getKey().topic(), out);
        CellCodec.writeLong(position.getKey().partition(), out);
        CellCodec.writeLong(position.getValue(), out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads what {@link #toBytes} wrote.
   *
   * @throws IOException if the bytes are cut off, of another version, or not an image
   */
  public static ReplicaImage fromBytes(byte[] bytes) throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int version = in.readByte();
      if (version != VERSION) {
        throw new IOException("checkpoint version " + version + ", this program reads " + VERSION);
      }
      int generation = Math.toIntExact(CellCodec.readLong(in));
      StageImage stage = StageImage.fromBytes(readBytes(in));
      long base = CellCodec.readLong(in);
      long baseChain = in.readLong();
      long baseDigest = in.readLong();
      long count = CellCodec.readLong(in);
      List<Entry> entries = new ArrayList<>();
      for (long sn = base + 1; sn <= base + count; sn++) {
        entries.add(readEntry(sn, in));
      }
      SortedMap<OutputPartition, Long> positions = new TreeMap<>();
      for (long left = CellCodec.readLong(in); left > 0; left--) {
        String topic = CellCodec.readText(in);
        int partition = (int) CellCodec.readLong(in);
        positions.put(new OutputPartition(topic, partition), CellCodec.readLong(in));
      }
      return new ReplicaImage(generation, stage, base, baseChain, baseDigest, entries, positions);
    }
  }

  private static void writeEntry(Entry entry, DataOutputStream out) throws IOException {
    out.writeLong(entry.chain());
    out.writeLong(entry.digest());
    CellCodec.writeLong(entry.outputs().size(), out);
    for (Output output : entry.outputs()) {
      out.writeByte(output.channel().ordinal());
      out.writeBoolean(output.isAcknowledged());
      CellCodec.writeLong(output.timestamp(), out);
      writeBytes(output.key(), out);
      writeBytes(output.value(), out);
      CellCodec.writeLong(output.headers().length, out);
      for (RecordHeader header : output.headers()) {
        CellCodec.writeText(header.name(), out);
        writeBytes(header.value(), out);
      }
    }
  }

  private static Entry readEntry(long sn, DataInputStream in) throws IOException {
    long chain = in.readLong();
    long digest = in.readLong();
    int count = (int) CellCodec.readLong(in);
    List<Output> outputs = new ArrayList<>(count);
    for (int index = 0; index < count; index++) {
      Channel channel = CHANNELS[in.readByte()];
      boolean acknowledged = in.readBoolean();
      long timestamp = CellCodec.readLong(in);
      byte[] key = readBytes(in);
      byte[] value = readBytes(in);
      RecordHeader[] headers = new RecordHeader[(int) CellCodec.readLong(in)];
      for (int i = 0; i < headers.length; i++) {
        headers[i] = new RecordHeader(CellCodec.readText(in), readBytes(in));
      }
      Output output = new Output(sn, index, channel, timestamp, key, value, headers);
      if (acknowledged) {
        output.acknowledge(Output.SOMEWHERE);
      }
      outputs.add(output);
    }
    return new Entry(outputs, chain, digest);
  }

  private static void writeBytes(byte[] bytes, DataOutputStream out) throws IOException {
    CellCodec.writeLong(bytes == null ? -1 : bytes.length, out);
    if (bytes != null) {
      out.write(bytes);
    }
  }

  private static byte[] readBytes(DataInputStream in) throws IOException {
    long length = CellCodec.readLong(in);
    if (length == -1) {
      return null;
    }
    if (length < 0 || length > in.available()) {
      throw new IOException("a length of " + length + " with " + in.available() + " bytes left");
    }
    return in.readNBytes((int) length);
  }
}
