package dev.millrace.local.bench.coap.update;

import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What has come of the devices' requests. Safe for use by several threads. */
final class UpdateTally {
  private final BitSet[] acknowledged;
  private final BitSet busy = new BitSet();
  private final BitSet sinceMark = new BitSet();
  private long requests;
  private long answers;
  private long refused;
  private long unanswered;
  private long lastAnswer = System.nanoTime();
  private long longestGap;
  private long longestRequest;

  UpdateTally(int devices) {
    acknowledged = new BitSet[devices];
    Arrays.setAll(acknowledged, device -> new BitSet());
  }

  /** Whether a device may send: one request at a time, as NSTART says. */
  synchronized boolean begin(int device) {
    if (busy.get(device)) {
      return false;
    }
    busy.set(device);
    requests++;
    return true;
  }

  /** A message was answered 2.04. */
  synchronized void acknowledged(int device, int number, long sentNanos) {
    long now = System.nanoTime();
    busy.clear(device);
    acknowledged[device].set(number);
    sinceMark.set(device);
    answers++;
    longestGap = Math.max(longestGap, now - lastAnswer);
    longestRequest = Math.max(longestRequest, now - sentNanos);
    lastAnswer = now;
  }

  /** A message was answered otherwise, or not at all. */
  synchronized void failed(int device, boolean answered) {
    busy.clear(device);
    if (answered) {
      refused++;
    } else {
      unanswered++;
    }
  }

  /** Begins to look for the longest gap. */
  synchronized void startWatch() {
    lastAnswer = System.nanoTime();
    longestGap = 0;
    longestRequest = 0;
  }

  /** Begins to note which devices are acknowledged. */
  synchronized void mark() {
    sinceMark.clear();
  }

  /** Which devices were acknowledged since {@link #mark}. */
  synchronized BitSet sinceMark() {
    return (BitSet) sinceMark.clone();
  }

  synchronized int open() {
    return busy.cardinality();
  }

  synchronized long answers() {
    return answers;
  }

  /** The messages of each device that were answered 2.04. */
  synchronized BitSet[] acknowledged() {
    return Arrays.stream(acknowledged).map(BitSet::clone).toArray(BitSet[]::new);
  }

  synchronized Map<String, Object> figures() {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("requests", requests);
    figures.put("acknowledged", answers);
    figures.put("refused", refused);
    figures.put("unanswered", unanswered);
    figures.put("longestGapMillis", TimeUnit.NANOSECONDS.toMillis(longestGap));
    figures.put("longestRequestMillis", TimeUnit.NANOSECONDS.toMillis(longestRequest));
    return figures;
  }
}
