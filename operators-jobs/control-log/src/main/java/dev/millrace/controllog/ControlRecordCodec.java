package dev.millrace.controllog;

import static dev.millrace.controllog.FieldCodec.readCut;
import static dev.millrace.controllog.FieldCodec.readInt;
import static dev.millrace.controllog.FieldCodec.readName;
import static dev.millrace.controllog.FieldCodec.readPassage;
import static dev.millrace.controllog.FieldCodec.writeCut;
import static dev.millrace.controllog.FieldCodec.writeName;
import static dev.millrace.controllog.FieldCodec.writePassage;
import static dev.millrace.stream.state.CellCodec.readLong;
import static dev.millrace.stream.state.CellCodec.readText;
import static dev.millrace.stream.state.CellCodec.writeLong;
import static dev.millrace.stream.state.CellCodec.writeText;

import dev.millrace.stream.handover.ControlRecord;
import dev.millrace.stream.handover.ControlRecord.Birth;
import dev.millrace.stream.handover.ControlRecord.Cancel;
import dev.millrace.stream.handover.ControlRecord.CutsRequested;
import dev.millrace.stream.handover.ControlRecord.Diverged;
import dev.millrace.stream.handover.ControlRecord.Drained;
import dev.millrace.stream.handover.ControlRecord.Fenced;
import dev.millrace.stream.handover.ControlRecord.Joined;
import dev.millrace.stream.handover.ControlRecord.Opened;
import dev.millrace.stream.handover.ControlRecord.SnapshotRequested;
import dev.millrace.stream.handover.ControlRecord.State;
import dev.millrace.stream.handover.ControlRecord.Switch;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Binary form of control records: a byte for the version, one for the kind, then the fields. Stage
 * and partition are in the key. Equal records give equal bytes.
 */
public final class ControlRecordCodec {
  private static final byte VERSION = 2;

  private static final byte BIRTH = 1;
  private static final byte JOINED = 2;
  private static final byte SWITCH = 3;
  private static final byte DRAINED = 4;
  private static final byte OPENED = 5;
  private static final byte DIVERGED = 6;
  private static final byte CANCEL = 7;
  private static final byte FENCED = 8;
  private static final byte STATE = 9;
  private static final byte SNAPSHOT_REQUESTED = 10;
  private static final byte CUTS_REQUESTED = 11;

  private ControlRecordCodec() {}

  /** The value of a record in the log. */
  public static byte[] toBytes(ControlRecord record) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      write(record, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads what {@link #toBytes} wrote.
   *
   * @throws UnreadableRecordException if key or value is anything else; names the record's place
   */
  static ControlLogRecord read(ConsumerRecord<byte[], byte[]> record)
      throws UnreadableRecordException {
    ControlKey key = ControlKey.fromBytes(record.key());
    if (key == null) {
      throw new UnreadableRecordException(record, "its key is not STAGE/PARTITION");
    }
    if (record.value() == null) {
      throw new UnreadableRecordException(record, "it has no value");
    }
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(record.value()))) {
      int version = in.readByte();
      if (version != VERSION) {
        throw new IOException("version " + version + ", this program reads " + VERSION);
      }
      ControlRecord read = read(key.partition(), in);
      if (in.available() > 0) {
        throw new IOException(in.available() + " bytes behind its end");
      }
      return new ControlLogRecord(key, record.offset(), read);
    } catch (IOException e) {
      throw new UnreadableRecordException(
          record, "a control record of " + key + " cannot be read: " + e);
    }
  }

  private static void write(ControlRecord record, DataOutputStream out) throws IOException {
    switch (record) {
      case Birth birth -> {
        out.writeByte(BIRTH);
        writeName(birth.replica(), out);
        writeLong(birth.generation(), out);
        writeLong(birth.offset(), out);
      }
      case Joined joined -> {
        out.writeByte(JOINED);
        writeName(joined.replica(), out);
      }
      case Switch asked -> {
        out.writeByte(SWITCH);
        writeName(asked.migration(), out);
        writeName(asked.from(), out);
        writeName(asked.to(), out);
        writeLong(asked.minCut(), out);
        out.writeBoolean(asked.forced());
        writePassage(asked.passage(), out);
      }
      case Drained drained -> {
        out.writeByte(DRAINED);
        writeLong(drained.id(), out);
        writeLong(drained.incarnation(), out);
        writeCut(drained.cut(), out);
      }
      case Opened opened -> {
        out.writeByte(OPENED);
        writeLong(opened.id(), out);
        writeLong(opened.incarnation(), out);
        writeLong(opened.sn(), out);
      }
      case Diverged diverged -> {
        out.writeByte(DIVERGED);
        writeLong(diverged.id(), out);
        writeLong(diverged.incarnation(), out);
        writeLong(diverged.sn(), out);
        writeText(diverged.key(), out);
      }
      case Cancel cancel -> {
        out.writeByte(CANCEL);
        writeLong(cancel.id(), out);
      }
      case Fenced fenced -> {
        out.writeByte(FENCED);
        writeName(fenced.migration(), out);
        writeName(fenced.from(), out);
        writeName(fenced.to(), out);
      }
      case SnapshotRequested asked -> {
        out.writeByte(SNAPSHOT_REQUESTED);
        writeName(asked.migration(), out);
        writeName(asked.to(), out);
      }
      case CutsRequested asked -> {
        out.writeByte(CUTS_REQUESTED);
        writeName(asked.migration(), out);
        writeLong(asked.fromSn(), out);
        writeLong(asked.toSn(), out);
      }
      case State state -> {
        out.writeByte(STATE);
        writeLong(state.upTo(), out);
        OwnershipCodec.write(state.ownership(), out);
      }
    }
  }

  private static ControlRecord read(int partition, DataInputStream in) throws IOException {
    byte kind = in.readByte();
    return switch (kind) {
      case BIRTH -> new Birth(partition, readName(in), readInt(in), readLong(in));
      case JOINED -> new Joined(partition, readName(in));
      case SWITCH ->
          new Switch(
              partition,
              readName(in),
              readName(in),
              readName(in),
              readLong(in),
              in.readBoolean(),
              readPassage(in));
      case DRAINED -> new Drained(partition, readLong(in), readLong(in), readCut(in));
      case OPENED -> new Opened(partition, readLong(in), readLong(in), readLong(in));
      case DIVERGED ->
          new Diverged(partition, readLong(in), readLong(in), readLong(in), readText(in));
      case CANCEL -> new Cancel(partition, readLong(in));
      case FENCED -> new Fenced(partition, readName(in), readName(in), readName(in));
      case SNAPSHOT_REQUESTED -> new SnapshotRequested(partition, readName(in), readName(in));
      case CUTS_REQUESTED -> new CutsRequested(partition, readName(in), readLong(in), readLong(in));
      case STATE -> new State(partition, readLong(in), OwnershipCodec.read(in));
      default -> throw new IOException("kind " + kind + " is not known to this program");
    };
  }
}
