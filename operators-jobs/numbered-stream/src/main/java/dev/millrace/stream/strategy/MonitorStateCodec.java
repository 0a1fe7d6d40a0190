package dev.millrace.stream.strategy;

import dev.millrace.stream.state.CellCodec;
import dev.millrace.stream.strategy.MonitorNotice.Synchronised;
import dev.millrace.stream.strategy.MonitorState.Correct;
import dev.millrace.stream.strategy.MonitorState.Empty;
import dev.millrace.stream.strategy.MonitorState.Hold;
import dev.millrace.stream.strategy.MonitorState.PassSource;
import dev.millrace.stream.strategy.MonitorState.Switched;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Binary form of a {@link MonitorState}, with a version; equal states give equal bytes. A monitor
 * that saves it together with what it forwarded goes on after a restart without loss or repeat.
 */
public final class MonitorStateCodec {
  private static final int VERSION = 1;
  private static final int EMPTY = 0;
  private static final int HOLD = 1;
  private static final int CORRECT = 2;
  private static final int SWITCHED = 3;
  private static final int PASS_SOURCE = 4;
  private static final Origin[] ORIGINS = Origin.values();
  private static final Abort[] CAUSES = Abort.values();

  private MonitorStateCodec() {}

  /** The state as bytes. */
  public static byte[] toBytes(MonitorState state) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      switch (state) {
        case Empty empty -> out.writeByte(EMPTY);
        case Hold hold -> {
          out.writeByte(HOLD);
          out.writeByte(hold.held().origin().ordinal());
          CellCodec.writeLong(hold.held().sn(), out);
          CellCodec.writeLong(hold.held().count(), out);
        }
        case Correct correct -> {
          out.writeByte(CORRECT);
          CellCodec.writeLong(correct.remainder(), out);
          writeOutcome(correct.outcome(), out);
        }
        case Switched switched -> {
          out.writeByte(SWITCHED);
          writeOutcome(switched.outcome(), out);
        }
        case PassSource pass -> {
          out.writeByte(PASS_SOURCE);
          out.writeByte(pass.cause().ordinal());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads what {@link #toBytes} wrote.
   *
   * @throws IOException if the bytes are cut off, of another version, or not a state
   */
  public static MonitorState fromBytes(byte[] bytes) throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int version = in.readByte();
      if (version != VERSION) {
        throw new IOException(
            "monitor state of version " + version + ", this program reads " + VERSION);
      }
      MonitorState state = read(in);
      if (in.available() > 0) {
        throw new IOException("monitor state with " + in.available() + " bytes too many");
      }
      return state;
    } catch (IllegalArgumentException e) {
      throw new IOException("monitor state: " + e.getMessage(), e);
    }
  }

  private static MonitorState read(DataInput in) throws IOException {
    int form = in.readByte();
    return switch (form) {
      case EMPTY -> new Empty();
      case HOLD -> new Hold(readResult(in));
      case CORRECT -> new Correct(CellCodec.readLong(in), readOutcome(in));
      case SWITCHED -> new Switched(readOutcome(in));
      case PASS_SOURCE -> new PassSource(readConstant(CAUSES, in));
      default -> throw new IOException("monitor state of unknown form " + form);
    };
  }

  private static void writeOutcome(Synchronised outcome, DataOutputStream out) throws IOException {
    CellCodec.writeLong(outcome.sn(), out);
    CellCodec.writeLong(outcome.offset(), out);
  }

  private static Synchronised readOutcome(DataInput in) throws IOException {
    return new Synchronised(CellCodec.readLong(in), CellCodec.readLong(in));
  }

  private static WindowResult readResult(DataInput in) throws IOException {
    Origin origin = readConstant(ORIGINS, in);
    return new WindowResult(origin, CellCodec.readLong(in), CellCodec.readLong(in));
  }

  private static <T> T readConstant(T[] constants, DataInput in) throws IOException {
    int ordinal = in.readByte();
    if (ordinal < 0 || ordinal >= constants.length) {
      throw new IOException("monitor state with the unknown constant " + ordinal);
    }
    return constants[ordinal];
  }
}
