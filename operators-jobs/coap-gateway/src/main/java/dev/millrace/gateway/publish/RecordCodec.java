package dev.millrace.gateway.publish;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/** Records as bytes on disk. What a record holds is preceded by its length; -1 stands for null. */
final class RecordCodec {
  private static final byte VERSION = 1;

  private RecordCodec() {}

  static byte[] encode(OutgoingRecord outgoing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeUTF(outgoing.topic());
      out.writeLong(outgoing.timestampMillis());
      write(out, outgoing.key());
      write(out, outgoing.value());
      out.writeInt(outgoing.headers().size());
      for (Header header : outgoing.headers()) {
        out.writeUTF(header.key());
        write(out, header.value());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * The record that {@link #encode} was given.
   *
   * @throws IOException if the bytes are none
   */
  static OutgoingRecord decode(byte[] bytes) throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      byte version = in.readByte();
      if (version != VERSION) {
        throw new IOException("a record of version " + version + ", not " + VERSION);
      }
      String topic = in.readUTF();
      long timestamp = in.readLong();
      byte[] key = read(in);
      byte[] value = read(in);
      int count = in.readInt();
      List<Header> headers = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        headers.add(new RecordHeader(in.readUTF(), read(in)));
      }
      return new OutgoingRecord(topic, key, value, timestamp, headers);
    }
  }

  private static void write(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes == null ? -1 : bytes.length);
    if (bytes != null) {
      out.write(bytes);
    }
  }

  private static byte[] read(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0) {
      return null;
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return bytes;
  }
}
