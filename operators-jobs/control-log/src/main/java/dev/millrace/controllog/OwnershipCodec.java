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

import dev.millrace.stream.handover.Handover;
import dev.millrace.stream.handover.Ownership;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Binary form of what the log says of a partition. */
final class OwnershipCodec {
  private OwnershipCodec() {}

  static void write(Ownership ownership, DataOutput out) throws IOException {
    writeLong(ownership.generation(), out);
    writeLong(ownership.birthOffset(), out);
    writeText(ownership.owner(), out);
    writeLong(ownership.openSn(), out);
    out.writeBoolean(ownership.routed());
    // Whatever order the map at hand has: equal maps give equal bytes.
    Map<String, Long> byName = new TreeMap<>(Map.copyOf(ownership.incarnations()));
    writeLong(byName.size(), out);
    for (Map.Entry<String, Long> incarnation : byName.entrySet()) {
      writeName(incarnation.getKey(), out);
      writeLong(incarnation.getValue(), out);
    }
    out.writeBoolean(ownership.pending() != null);
    if (ownership.pending() != null) {
      writeHandover(ownership.pending(), out);
    }
  }

  static Ownership read(DataInput in) throws IOException {
    int generation = readInt(in);
    long birthOffset = readLong(in);
    String owner = readText(in);
    long openSn = readLong(in);
    boolean routed = in.readBoolean();
    SortedMap<String, Long> incarnations = new TreeMap<>();
    for (long left = readLong(in); left > 0; left--) {
      incarnations.put(readName(in), readLong(in));
    }
    Handover pending = in.readBoolean() ? readHandover(in) : null;
    return new Ownership(
        generation,
        birthOffset,
        owner,
        openSn,
        routed,
        Collections.unmodifiableSortedMap(incarnations),
        pending);
  }

  private static void writeHandover(Handover handover, DataOutput out) throws IOException {
    writeLong(handover.id(), out);
    writeName(handover.migration(), out);
    out.writeBoolean(handover.fence());
    writeName(handover.from(), out);
    writeName(handover.to(), out);
    writeLong(handover.minCut(), out);
    out.writeBoolean(handover.forced());
    writePassage(handover.passage(), out);
    out.writeBoolean(handover.drained() != null);
    if (handover.drained() != null) {
      writeCut(handover.drained(), out);
    }
  }

  private static Handover readHandover(DataInput in) throws IOException {
    return new Handover(
        readLong(in),
        readName(in),
        in.readBoolean(),
        readName(in),
        readName(in),
        readLong(in),
        in.readBoolean(),
        readPassage(in),
        in.readBoolean() ? readCut(in) : null);
  }
}
