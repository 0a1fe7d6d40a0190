package dev.millrace.fleet.load;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * What the clients saw. What was sent is counted from the beginning, so that it can be compared
 * with what the server did; answers and their latencies from {@link #measure} to {@link #end}.
 */
final class LoadTally {
  private static final long LONGEST_NANOS = TimeUnit.HOURS.toNanos(1);
  private static final int DIGITS = 3;

  private final Histogram latencies = new Histogram(LONGEST_NANOS, DIGITS);
  private final Histogram sinceSent = new Histogram(LONGEST_NANOS, DIGITS);
  private final Histogram copies = new Histogram(LONGEST_NANOS, DIGITS);
  private boolean measuring;
  private long beginning;
  private long nanos;

  long sent;
  long copiesSent;
  long notSent;
  long answered;
  long answerBytes;
  long lost;
  long lostInAll;
  long refused;
  long rejected;
  long late;
  long unexpected;
  long copiesAnswered;
  long copiesLost;
  long copiesDifferent;
  long portsChanged;
  long unsent;
  long stalled;

  /** From now on answers count. */
  void measure(long now) {
    measuring = true;
    beginning = now;
  }

  /** From now on they do not count any more. */
  void end(long now) {
    measuring = false;
    nanos = now - beginning;
  }

  void sent(boolean copy) {
    if (copy) {
      copiesSent++;
    } else {
      sent++;
    }
  }

  void answered(LoadClient client, boolean success, int bytes, long now) {
    if (client.isCopy()) {
      copiesAnswered++;
      if (measuring) {
        record(copies, now - client.sentAt());
      }
    } else if (measuring && success) {
      answered++;
      answerBytes += bytes;
      record(latencies, now - client.dueAt());
      record(sinceSent, now - client.sentAt());
    } else if (measuring) {
      refused++;
    }
  }

  void lost(boolean copy) {
    if (copy) {
      copiesLost++;
    } else {
      lostInAll++;
      lost += measuring ? 1 : 0;
    }
  }

  /** Takes in what others of the same load saw. */
  void add(LoadTally other) {
    nanos = other.nanos;
    latencies.add(other.latencies);
    sinceSent.add(other.sinceSent);
    copies.add(other.copies);
    sent += other.sent;
    copiesSent += other.copiesSent;
    notSent += other.notSent;
    answered += other.answered;
    answerBytes += other.answerBytes;
    lost += other.lost;
    lostInAll += other.lostInAll;
    refused += other.refused;
    rejected += other.rejected;
    late += other.late;
    unexpected += other.unexpected;
    copiesAnswered += other.copiesAnswered;
    copiesLost += other.copiesLost;
    copiesDifferent += other.copiesDifferent;
    portsChanged += other.portsChanged;
    unsent += other.unsent;
    stalled += other.stalled;
  }

  LoadFigures figures(int clients) {
    return new LoadFigures(clients, nanos, this, latencies, sinceSent, copies);
  }

  private static void record(Histogram histogram, long value) {
    histogram.recordValue(Math.min(LONGEST_NANOS, value));
  }
}
