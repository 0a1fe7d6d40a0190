package dev.millrace.kafka;

import dev.millrace.controllog.OutputTimes;
import dev.millrace.stream.replica.Entries;
import dev.millrace.stream.stage.Output;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Notes when the outputs of one partition were found acknowledged, to the length of a batch. Looks
 * at the clock once for all that are found together. One thread.
 */
final class OutputClock {
  /** Of so many seconds the longest gap is known. */
  private static final int SECONDS = 10;

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final long NONE = 0;

  private final LongSupplier nanos;
  private final long startNanos;
  private final long[] longestOfSecond = new long[SECONDS];
  private long second;
  private long firstSn = NONE;
  private long firstNanos;
  private long lastSn = NONE;
  private long lastNanos;
  private long foundFrom = NONE;
  private long foundTo = NONE;

  /** A clock that begins now, by {@code nanos}, which is monotonic. */
  OutputClock(LongSupplier nanos) {
    this.nanos = nanos;
    this.startNanos = nanos.getAsLong();
  }

  /** The partition has become this replica's own; what comes next is the first output of that. */
  void opened() {
    firstSn = NONE;
  }

  /** Lets an owner drop what is acknowledged, and notes the time if there is anything. */
  void drop(Entries entries, long limit, OutputPositions positions) {
    entries.dropAcknowledged(
        limit,
        output -> {
          positions.dropped(output);
          found(output);
        });
    noted();
  }

  /** An output is acknowledged; one that somebody else has written does not count. */
  void found(Output output) {
    if (output.acknowledgedAt() != Output.SOMEWHERE) {
      foundFrom = foundFrom == NONE ? output.sn() : foundFrom;
      foundTo = output.sn();
    }
  }

  /** Takes the time of what was found since the last call, if there is anything. */
  void noted() {
    if (foundFrom == NONE) {
      return;
    }
    long now = nanos.getAsLong();
    moveTo(now);
    if (firstSn == NONE) {
      firstSn = foundFrom;
      firstNanos = now;
    } else {
      int slot = (int) (second % SECONDS);
      longestOfSecond[slot] = Math.max(longestOfSecond[slot], now - lastNanos);
    }
    lastSn = foundTo;
    lastNanos = now;
    foundFrom = NONE;
  }

  private void moveTo(long now) {
    long until = (now - startNanos) / SECOND;
    for (long at = Math.max(second + 1, until - SECONDS + 1); at <= until; at++) {
      longestOfSecond[(int) (at % SECONDS)] = 0;
    }
    second = until;
  }

  /** What a report says that is made now. */
  OutputTimes times() {
    long now = nanos.getAsLong();
    moveTo(now);
    return new OutputTimes(
        firstSn,
        ago(firstSn, firstNanos, now),
        lastSn,
        ago(lastSn, lastNanos, now),
        TimeUnit.NANOSECONDS.toMicros(Arrays.stream(longestOfSecond).max().orElse(0)));
  }

  private static long ago(long sn, long at, long now) {
    return sn == NONE ? 0 : TimeUnit.NANOSECONDS.toMicros(now - at);
  }
}
