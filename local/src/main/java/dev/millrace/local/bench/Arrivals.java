package dev.millrace.local.bench;

import dev.millrace.stream.stage.Identity;
import dev.millrace.stream.stage.RecordHeader;
import java.util.Arrays;
import java.util.Collection;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * When each output of a stage was seen and how long after its record, by partition of the input,
 * and whether it came in its turn: for stages with one output for each record. Thread-safe.
 */
final class Arrivals implements OutputReader.Listener {
  /** What takes longer counts as this long. */
  static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(2);

  private final Track[] tracks = new Track[Workload.PARTITIONS];
  private long seen;
  private long duplicates;

  Arrivals() {
    Arrays.setAll(tracks, partition -> new Track());
  }

  /** The outputs of one partition. */
  private static final class Track {
    private long[] nanos = new long[1 << 12];
    private long[] latencies = new long[1 << 12];
    private int count;
    private final Turns turns = new Turns();

    void add(long at, long latency) {
      if (count == nanos.length) {
        nanos = Arrays.copyOf(nanos, count * 2);
        latencies = Arrays.copyOf(latencies, count * 2);
      }
      nanos[count] = at;
      latencies[count] = latency;
      count++;
    }

    /** Index of the first one at or after a moment. */
    int firstFrom(long moment) {
      int low = 0;
      int high = count;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (nanos[middle] < moment) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low;
    }

    void forget(int number) {
      count -= number;
      System.arraycopy(nanos, number, nanos, 0, count);
      System.arraycopy(latencies, number, latencies, 0, count);
    }
  }

  @Override
  public synchronized void seen(ConsumerRecord<byte[], byte[]> record, long nanos) {
    Header header = record.headers().lastHeader(RecordHeader.IDENTITY);
    if (header == null) {
      throw new IllegalArgumentException("an output without identity: " + record);
    }
    Identity identity = Identity.parse(header.value());
    Track track = tracks[identity.partition()];
    if (!track.turns.take(identity, record.partition(), nanos)) {
      duplicates++;
      return;
    }
    seen++;
    track.add(nanos, Math.min(LONGEST_NANOS, nanos - Workload.stamp(record.value())));
  }

  /** Outputs seen, repeats left out. */
  synchronized long seen() {
    return seen;
  }

  /** Outputs seen again, or behind others that come after them. */
  synchronized long duplicates() {
    return duplicates;
  }

  /** Outputs that had been passed over at that moment, and have not come since. */
  synchronized long missingSince(long nanos) {
    return Arrays.stream(tracks).mapToLong(track -> track.turns.missingSince(nanos)).sum();
  }

  /** Whether each of these partitions has had an output since a moment. */
  synchronized boolean haveAllSince(long moment, Collection<Integer> partitions) {
    return partitions.stream()
        .map(partition -> tracks[partition])
        .allMatch(track -> track.firstFrom(moment) < track.count);
  }

  /** The longest time between consecutive outputs that overlaps a stretch; empty if none does. */
  synchronized OptionalDouble longestGapMillis(int partition, Stretch during) {
    Track track = tracks[partition];
    long longest = -1;
    for (int i = Math.max(1, track.firstFrom(during.from())); i < track.count; i++) {
      if (track.nanos[i - 1] > during.until()) {
        break;
      }
      longest = Math.max(longest, track.nanos[i] - track.nanos[i - 1]);
    }
    return longest < 0 ? OptionalDouble.empty() : OptionalDouble.of(Stretch.millis(longest));
  }

  /** Adds the latencies of what was seen in a stretch. */
  synchronized void latencies(Stretch during, Histogram into) {
    for (Track track : tracks) {
      for (int i = track.firstFrom(during.from()); i < track.firstFrom(during.until()); i++) {
        into.recordValue(track.latencies[i]);
      }
    }
  }

  /** Forgets what was seen before a moment, but for the last output of each partition. */
  synchronized void forgetBefore(long moment) {
    for (Track track : tracks) {
      track.forget(Math.max(0, track.firstFrom(moment) - 1));
    }
  }
}
