package dev.millrace.fleet.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A9: Message IDs start anywhere, follow one another and are not reused within their lifetime. */
class MessageIdsTest {
  private static final long LIFETIME = 247_000_000_000L;

  @Test
  void noMessageIdIsUsedTwiceWithinItsLifetime() {
    MessageIds ids = new MessageIds(65_000, LIFETIME);
    long[] used = new long[1 << 16];
    Arrays.fill(used, Long.MIN_VALUE / 2);
    int expected = 65_000;
    long now = 0;
    for (int i = 0; i < 300_000; i++) {
      now = Math.max(now, ids.availableAt());
      int id = ids.take(now);
      assertThat(id).isEqualTo(expected++ & 0xffff);
      assertThat(now - used[id]).isGreaterThanOrEqualTo(LIFETIME);
      used[id] = now;
    }
  }

  @Test
  void aDeviceThatKeepsToTheSustainableRateNeverWaits() {
    MessageIds ids = new MessageIds(4_095, LIFETIME);
    double interval = 1e9 / MessageIds.sustainableRate(LIFETIME);
    for (int i = 0; i < 300_000; i++) {
      long now = (long) (i * interval) + 1;
      assertThat(ids.availableAt()).isLessThanOrEqualTo(now);
      ids.take(now);
    }
  }

  @Test
  void tokensDifferByDeviceAndExchange() {
    Tokens tokens = new Tokens(0x1234_5678_9abc_def0L);
    Set<Long> seen = new HashSet<>();
    for (int device = 0; device < 100; device++) {
      for (int exchange : new int[] {0, 1, 2, 65_536, Integer.MAX_VALUE, -1}) {
        assertThat(seen.add(tokens.of(device, exchange))).isTrue();
      }
    }
  }
}
