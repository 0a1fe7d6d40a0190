package dev.millrace.flink;

import dev.millrace.stream.stage.InputRecord;
import dev.millrace.stream.stage.RecordHeader;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Binary form of a {@link LogRecord} between tasks; never in a checkpoint. */
final class LogRecordSerializer extends ImmutableSerializer<LogRecord> {
  static final LogRecordSerializer INSTANCE = new LogRecordSerializer();

  private static final int ABSENT = -1;

  @Override
  public void serialize(LogRecord record, DataOutputView target) throws IOException {
    InputRecord input = record.input();
    target.writeInt(record.partition());
    target.writeLong(input.offset());
    target.writeLong(input.timestamp());
    writeBytes(input.key(), target);
    writeBytes(input.value(), target);
    target.writeInt(input.headers().length);
    for (RecordHeader header : input.headers()) {
      target.writeUTF(header.name());
      writeBytes(header.value(), target);
    }
  }

  @Override
  public LogRecord deserialize(DataInputView source) throws IOException {
    int partition = source.readInt();
    long offset = source.readLong();
    long timestamp = source.readLong();
    byte[] key = readBytes(source);
    byte[] value = readBytes(source);
    int count = source.readInt();
    RecordHeader[] headers = count == 0 ? InputRecord.NO_HEADERS : new RecordHeader[count];
    for (int i = 0; i < count; i++) {
      headers[i] = new RecordHeader(source.readUTF(), readBytes(source));
    }
    return new LogRecord(partition, new InputRecord(offset, timestamp, key, value, headers));
  }

  @Override
  public TypeSerializerSnapshot<LogRecord> snapshotConfiguration() {
    return new Snapshot();
  }

  private static void writeBytes(byte[] bytes, DataOutputView target) throws IOException {
    target.writeInt(bytes == null ? ABSENT : bytes.length);
    if (bytes != null) {
      target.write(bytes);
    }
  }

  private static byte[] readBytes(DataInputView source) throws IOException {
    int length = source.readInt();
    if (length == ABSENT) {
      return null;
    }
    byte[] bytes = new byte[length];
    source.readFully(bytes);
    return bytes;
  }

  /** What Flink notes of the serializer; public because Flink makes one by name. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<LogRecord> {
    /** For Flink. */
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
