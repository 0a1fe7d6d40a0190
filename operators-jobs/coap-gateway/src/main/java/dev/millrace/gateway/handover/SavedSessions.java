package dev.millrace.gateway.handover;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.californium.elements.util.ClockUtil;

/**
 * The sessions of one listener, as they were when it had stopped. Each may go on once only, as two
 * that go on would use the same nonces.
 *
 * @param millis the time of the day when they were saved
 * @param nanos the clock at that time that the DTLS stack counts by
 */
public record SavedSessions(long millis, long nanos, List<SavedSession> sessions) {
  public SavedSessions {
    sessions = List.copyOf(sessions);
  }

  static SavedSessions now(List<SavedSession> sessions) {
    return new SavedSessions(System.currentTimeMillis(), ClockUtil.nanoRealtime(), sessions);
  }

  /** How long ago that is; never less than 0, however the clocks of two nodes differ. */
  int ageMillis() {
    return (int) Math.clamp(System.currentTimeMillis() - millis, 0L, Integer.MAX_VALUE / 2);
  }

  /** What a time of the DTLS stack there has to be moved by to be one here. */
  long shiftNanos() {
    return ClockUtil.nanoRealtime() - nanos - TimeUnit.MILLISECONDS.toNanos(ageMillis());
  }

  /** The same in parts of so many bytes, or of one session if that is longer. */
  List<SavedSessions> inParts(int bytes) {
    List<SavedSessions> parts = new ArrayList<>();
    List<SavedSession> part = new ArrayList<>();
    long size = 0;
    for (SavedSession session : sessions) {
      int next = SessionCodec.bytes(session);
      if (!part.isEmpty() && size + next > bytes) {
        parts.add(new SavedSessions(millis, nanos, part));
        part.clear();
        size = 0;
      }
      part.add(session);
      size += next;
    }
    if (!part.isEmpty()) {
      parts.add(new SavedSessions(millis, nanos, part));
    }
    return parts;
  }

  /** Without keys. */
  @Override
  public String toString() {
    return "SavedSessions[" + sessions.size() + "]";
  }
}
