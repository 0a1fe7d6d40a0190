package dev.millrace.controllog;

import static dev.millrace.controllog.FieldCodec.readCut;
import static dev.millrace.controllog.FieldCodec.readInt;
import static dev.millrace.controllog.FieldCodec.readName;
import static dev.millrace.controllog.FieldCodec.writeCut;
import static dev.millrace.controllog.FieldCodec.writeName;
import static dev.millrace.stream.state.CellCodec.readLong;
import static dev.millrace.stream.state.CellCodec.readText;
import static dev.millrace.stream.state.CellCodec.writeLong;
import static dev.millrace.stream.state.CellCodec.writeText;

import dev.millrace.stream.handover.Cut;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Binary form of progress reports; stage and partition are in the key. */
final class ProgressCodec {
  private static final byte VERSION = 3;

  private ProgressCodec() {}

  static byte[] keyOf(ProgressReport report) {
    return new ControlKey(report.stage(), report.partition()).toBytes();
  }

  static byte[] toBytes(ProgressReport report) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      writeLong(report.generation(), out);
      writeName(report.replica(), out);
      writeLong(report.incarnation(), out);
      writeLong(report.sn(), out);
      writeLong(report.nextOffset(), out);
      writeLong(report.outputs(), out);
      writeLong(report.snapshotBytes(), out);
      writeLong(report.frontierReported(), out);
      write(report.outputTimes(), out);
      writeText(report.trouble(), out);
      writeLong(report.cuts().size(), out);
      for (Cut cut : report.cuts()) {
        writeCut(cut, out);
      }
      writeLong(report.located().size(), out);
      for (LocatedCut located : report.located()) {
        writeCut(located.cut(), out);
        writeLong(located.offset(), out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(OutputTimes times, DataOutputStream out) throws IOException {
    writeLong(times.firstSn(), out);
    writeLong(times.firstMicrosAgo(), out);
    writeLong(times.lastSn(), out);
    writeLong(times.lastMicrosAgo(), out);
    writeLong(times.longestGapMicros(), out);
  }

  private static OutputTimes readTimes(DataInputStream in) throws IOException {
    return new OutputTimes(readLong(in), readLong(in), readLong(in), readLong(in), readLong(in));
  }

  /**
   * Reads a report.
   *
   * @throws UnreadableRecordException if the record is anything else; names its place
   */
  static ProgressReport read(ConsumerRecord<byte[], byte[]> record)
      throws UnreadableRecordException {
    ControlKey key = ControlKey.fromBytes(record.key());
    if (key == null || record.value() == null) {
      throw new UnreadableRecordException(record, "it is not a progress report");
    }
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(record.value()))) {
      int version = in.readByte();
      if (version != VERSION) {
        throw new IOException("version " + version + ", this program reads " + VERSION);
      }
      int generation = readInt(in);
      String replica = readName(in);
      long incarnation = readLong(in);
      long sn = readLong(in);
      long nextOffset = readLong(in);
      long outputs = readLong(in);
      long snapshotBytes = readLong(in);
      long frontier = readLong(in);
      OutputTimes outputTimes = readTimes(in);
      String trouble = readText(in);
      List<Cut> cuts = new ArrayList<>();
      for (long left = readLong(in); left > 0; left--) {
        cuts.add(readCut(in));
      }
      List<LocatedCut> located = new ArrayList<>();
      for (long left = readLong(in); left > 0; left--) {
        located.add(new LocatedCut(readCut(in), readLong(in)));
      }
      return new ProgressReport(
          key.stage(),
          key.partition(),
          generation,
          replica,
          incarnation,
          sn,
          nextOffset,
          outputs,
          snapshotBytes,
          frontier,
          outputTimes,
          trouble,
          cuts,
          located);
    } catch (IOException e) {
      throw new UnreadableRecordException(
          record, "a progress report of " + key + " cannot be read: " + e);
    }
  }
}
