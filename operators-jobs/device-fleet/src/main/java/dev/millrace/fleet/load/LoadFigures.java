package dev.millrace.fleet.load;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** What some clients, or all, have to tell of a load. */
public final class LoadFigures {
  private static final double NANOS_PER_MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  private final int clients;
  private final long nanos;
  private final LoadTally tally;
  private final Histogram latencies;
  private final Histogram sinceSent;
  private final Histogram copies;

  LoadFigures(
      int clients,
      long nanos,
      LoadTally tally,
      Histogram latencies,
      Histogram sinceSent,
      Histogram copies) {
    this.clients = clients;
    this.nanos = nanos;
    this.tally = tally;
    this.latencies = latencies;
    this.sinceSent = sinceSent;
    this.copies = copies;
  }

  /** New requests since the beginning of the load, warm-up included. */
  public long sent() {
    return tally.sent;
  }

  /** Of those the ones that were not answered in time. */
  public long lostInAll() {
    return tally.lostInAll;
  }

  /** Requests answered with success in the measured time. */
  public long answered() {
    return tally.answered;
  }

  /** How long the messages with these answers were, without what carries them; 0 if none came. */
  public double meanAnswerBytes() {
    return tally.answerBytes / (double) Math.max(1, tally.answered);
  }

  /** Answered requests a second. */
  public double perSecond() {
    return tally.answered * (double) TimeUnit.SECONDS.toNanos(1) / nanos;
  }

  /**
   * A percentile of the latencies in milliseconds. In a paced load they begin when a request was
   * due, so that one that had to wait for the answer to the one before tells of that wait.
   */
  public double millis(double percent) {
    return latencies.getValueAtPercentile(percent) / NANOS_PER_MILLI;
  }

  /** The same from when the request was sent, which hides how long it could not be. */
  public double millisSinceSent(double percent) {
    return sinceSent.getValueAtPercentile(percent) / NANOS_PER_MILLI;
  }

  /** Copies of earlier requests that were sent. */
  public long copiesSent() {
    return tally.copiesSent;
  }

  /** Answers to copies of a request that were not the bytes of the first one. */
  public long copiesDifferent() {
    return tally.copiesDifferent;
  }

  /** All figures by name. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("clients", clients);
    map.put("seconds", nanos / (double) TimeUnit.SECONDS.toNanos(1));
    map.put("requestsPerSecond", perSecond());
    map.put("minMillis", latencies.getMinNonZeroValue() / NANOS_PER_MILLI);
    map.put("meanMillis", latencies.getMean() / NANOS_PER_MILLI);
    map.put("p50Millis", millis(50));
    map.put("p95Millis", millis(95));
    map.put("p99Millis", millis(99));
    map.put("maxMillis", latencies.getMaxValue() / NANOS_PER_MILLI);
    map.put("sinceSentP50Millis", millisSinceSent(50));
    map.put("sinceSentP99Millis", millisSinceSent(99));
    map.put("busyShare", busyShare());
    map.put("sent", tally.sent);
    map.put("answered", tally.answered);
    map.put("meanAnswerBytes", meanAnswerBytes());
    map.put("lost", tally.lost);
    map.put("lostInAll", tally.lostInAll);
    map.put("stalled", tally.stalled);
    map.put("unsent", tally.unsent);
    map.put("refused", tally.refused);
    map.put("rejected", tally.rejected);
    map.put("late", tally.late);
    map.put("unexpected", tally.unexpected);
    map.put("notSent", tally.notSent);
    map.put("portsChanged", tally.portsChanged);
    map.put("copiesSent", tally.copiesSent);
    map.put("copiesAnswered", tally.copiesAnswered);
    map.put("copiesLost", tally.copiesLost);
    map.put("copiesDifferent", tally.copiesDifferent);
    map.put("copiesP99Millis", copies.getValueAtPercentile(99) / NANOS_PER_MILLI);
    return map;
  }

  /**
   * Mean number of requests under way, by Little's law, as a share of the clients. In a closed loop
   * it is 1; if it is less, some clients waited for answers that did not come in the measured time.
   */
  public double busyShare() {
    return perSecond() * sinceSent.getMean() / TimeUnit.SECONDS.toNanos(1) / clients;
  }

  @Override
  public String toString() {
    return toMap().toString();
  }
}
