package dev.millrace.local.bench.strategies;

import dev.millrace.local.bench.OutputReader;
import dev.millrace.stream.stage.Identity;
import dev.millrace.stream.stage.RecordHeader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The results of a stage that counts, as a reader sees them who drops repeated identities, and what
 * is wrong with them. Thread-safe.
 */
final class CountLedger implements OutputReader.Listener {
  private static final Pattern COUNT = Pattern.compile("\\{\"n\":(\\d+)}");

  private final List<Counted> results = new ArrayList<>();
  private Identity last;
  private long read;
  private long repeats;

  @Override
  public synchronized void seen(ConsumerRecord<byte[], byte[]> record, long nanos) {
    Identity identity = Identity.parse(record.headers().lastHeader(RecordHeader.IDENTITY).value());
    Matcher count = COUNT.matcher(new String(record.value(), StandardCharsets.UTF_8));
    if (!count.matches()) {
      throw new IllegalArgumentException("not a count: " + record);
    }
    take(identity, Long.parseLong(count.group(1)), nanos);
  }

  /** Takes a result. */
  synchronized void take(Identity identity, long count, long nanos) {
    read++;
    if (last != null && identity.compareInPartition(last) <= 0) {
      repeats++;
      return;
    }
    last = identity;
    if (!results.isEmpty() && results.getLast().sn() == identity.sn()) {
      results.add(results.removeLast().and(count, nanos));
    } else {
      results.add(new Counted(identity.sn(), count, nanos));
    }
  }

  /** The results so far. */
  synchronized List<Counted> results() {
    return List.copyOf(results);
  }

  /** Results of single keys so far, those among them that came again. */
  synchronized long read() {
    return read;
  }

  /** Results that came again. */
  synchronized long repeats() {
    return repeats;
  }

  /** Records counted by no result or by two: a result begins where the one before it ended. */
  synchronized long miscounted(int lag) {
    long wrong = 0;
    long countedTo = 0;
    for (Counted result : results) {
      long countsTo = result.sn() - lag;
      wrong += Math.abs(countsTo - result.count() - countedTo);
      countedTo = countsTo;
    }
    return wrong;
  }
}
