package dev.millrace.gateway.handover;

import dev.millrace.gateway.exchange.RememberedAnswer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Sessions as bytes. */
final class SessionCodec {
  private static final int VERSION = 1;
  private static final int SESSION_BYTES = 1 + Integer.BYTES + 1;
  private static final int ANSWER_BYTES = Short.BYTES + Integer.BYTES + Short.BYTES;

  private SessionCodec() {}

  /** What a session takes. */
  static int bytes(SavedSession session) {
    return SESSION_BYTES
        + session.fingerprint().length
        + session.connection().length
        + session.answers().stream().mapToInt(one -> ANSWER_BYTES + one.answer().length).sum();
  }

  static byte[] encode(SavedSessions sessions) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeLong(sessions.millis());
      out.writeLong(sessions.nanos());
      out.writeInt(sessions.sessions().size());
      for (SavedSession session : sessions.sessions()) {
        out.writeByte(session.fingerprint().length);
        out.write(session.fingerprint());
        out.writeInt(session.connection().length);
        out.write(session.connection());
        out.writeByte(session.answers().size());
        for (RememberedAnswer answer : session.answers()) {
          out.writeShort(answer.mid());
          out.writeInt(answer.ageMillis());
          out.writeShort(answer.answer().length);
          out.write(answer.answer());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail", e);
    }
    return bytes.toByteArray();
  }

  /**
   * The sessions of {@link #encode}.
   *
   * @throws IOException if the bytes are none, or of another version
   */
  static SavedSessions decode(byte[] bytes) throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int version = in.readUnsignedByte();
      if (version != VERSION) {
        throw new IOException("sessions of version " + version + ", not " + VERSION);
      }
      long millis = in.readLong();
      long nanos = in.readLong();
      int count = in.readInt();
      List<SavedSession> sessions = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        byte[] fingerprint = read(in, in.readUnsignedByte());
        byte[] connection = read(in, in.readInt());
        sessions.add(new SavedSession(fingerprint, connection, answers(in)));
      }
      return new SavedSessions(millis, nanos, sessions);
    }
  }

  private static List<RememberedAnswer> answers(DataInputStream in) throws IOException {
    int count = in.readUnsignedByte();
    List<RememberedAnswer> answers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int mid = in.readUnsignedShort();
      int age = in.readInt();
      answers.add(new RememberedAnswer(mid, age, read(in, in.readUnsignedShort())));
    }
    return answers;
  }

  private static byte[] read(DataInputStream in, int length) throws IOException {
    byte[] bytes = in.readNBytes(Math.max(0, length));
    if (bytes.length != length) {
      throw new EOFException("the sessions are cut off");
    }
    return bytes;
  }
}
