package dev.millrace.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.local.bench.copies.RecordTally.Seen;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

final class RecordWatchTest {
  private static final long MILLI = 1_000_000;

  private final RecordWatch watch = new RecordWatch();

  @Test
  void repeatsDoNotEndAGapAndPartitionsHaveTheirOwn() {
    watch.add(new Seen("d0000000", 1, 1, MILLI));
    watch.add(new Seen("d0000001", 1, 1, MILLI));
    watch.add(new Seen("d0000000", 1, 1, 20 * MILLI));
    watch.add(new Seen("d0000001", 2, 2, 20 * MILLI));
    watch.add(new Seen("d0000008", 1, 3, 31 * MILLI));
    assertThat(watch.gapsMillis(new Stretch(MILLI, 40 * MILLI))).containsExactly(30.0, 19.0);
    assertThat(watch.gapsMillis(new Stretch(32 * MILLI, 40 * MILLI))).isEmpty();
  }

  @Test
  void outputsAreReadWithoutAnyHeader() {
    byte[] value = "{\"readings\":7,\"sent\":99,\"total\":3}".getBytes(StandardCharsets.US_ASCII);
    watch.seen(new ConsumerRecord<>("out", 3, 0, Workload.key(12), value), 5);
    assertThat(watch.all()).containsExactly(new Seen("d0000012", 7, 99, 5));
  }
}
