package dev.millrace.local.bench;

import dev.millrace.fleet.log.FleetLog;
import dev.millrace.fleet.log.Outcome;
import dev.millrace.fleet.log.SentExchange;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * From the first datagram of a message to its result, while it is switched on. A message is known
 * by its device, which is the key of its result, and its number among the device's messages, which
 * the stage passes on as the stamp.
 */
final class CoapTimings implements FleetLog, OutputReader.Listener {
  private static final int DIGITS = 3;
  private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(2);

  private final Histogram latencies = new Histogram(LONGEST_NANOS, DIGITS);
  private final ConcurrentMap<Message, Long> underWay = new ConcurrentHashMap<>();
  private final long[] numbers;
  private boolean on;

  private record Message(int device, long number) {}

  CoapTimings(int devices) {
    this.numbers = new long[devices];
  }

  @Override
  public long sent(SentExchange exchange) {
    if (exchange.repeat() == 0) {
      int device = exchange.device();
      underWay.put(new Message(device, ++numbers[device]), System.nanoTime());
    }
    return 0;
  }

  @Override
  public void ended(
      long reference, SentExchange exchange, Outcome outcome, int code, long roundTripNanos) {
    // The fleet's own figures tell of answers.
  }

  @Override
  public synchronized void seen(ConsumerRecord<byte[], byte[]> record, long nanos) {
    int device = Integer.parseInt(new String(record.key(), StandardCharsets.UTF_8));
    Long sent = underWay.remove(new Message(device, Workload.stamp(record.value())));
    if (sent == null) {
      throw new IllegalStateException(
          "a result of a message that was not sent, or a second one, of device " + device);
    }
    if (on) {
      latencies.recordValue(Math.min(LONGEST_NANOS, nanos - sent));
    }
  }

  synchronized void on() {
    on = true;
  }

  synchronized void off() {
    on = false;
  }

  synchronized long count() {
    return latencies.getTotalCount();
  }

  /** This percentile in milliseconds. */
  synchronized double millis(double percent) {
    return latencies.getValueAtPercentile(percent) / (double) TimeUnit.MILLISECONDS.toNanos(1);
  }

  @Override
  public void close() {
    // Nothing is kept outside of memory.
  }
}
