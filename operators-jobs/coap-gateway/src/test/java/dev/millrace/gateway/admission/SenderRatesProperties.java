package dev.millrace.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** What one sender gets. */
class SenderRatesProperties {
  private static final long SECOND = 1_000_000_000;

  /** Near the end, as nanoTime may begin anywhere and goes on beyond it. */
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 3 * SECOND);

  @Property
  void inNoTimeASenderGetsMoreThanABurstAndItsRate(
      @ForAll @IntRange(min = 1, max = 50) int perSecond,
      @ForAll @IntRange(min = 1, max = 20) int burst,
      @ForAll @Size(max = 200) List<@LongRange(max = SECOND / 2) Long> pauses) {
    SenderRates rates = new SenderRates(perSecond, burst, now::get);
    long interval = SECOND / perSecond;
    List<Long> admitted = new ArrayList<>();
    long passed = 0;
    for (long pause : pauses) {
      passed += pause;
      now.addAndGet(pause);
      if (rates.admits("a")) {
        admitted.add(passed);
      }
    }
    for (int first = 0; first < admitted.size(); first++) {
      for (int last = first; last < admitted.size(); last++) {
        long time = admitted.get(last) - admitted.get(first);
        assertThat(last - first + 1L).isLessThanOrEqualTo(burst + time / interval);
      }
    }
  }

  @Property
  void whoKeepsToTheRateIsNeverRefused(
      @ForAll @IntRange(min = 1, max = 1000) int perSecond,
      @ForAll @Size(max = 100) List<@LongRange(max = SECOND) Long> delays) {
    SenderRates rates = new SenderRates(perSecond, 1, now::get);
    for (long delay : delays) {
      now.addAndGet(SECOND / perSecond + delay);
      assertThat(rates.admits("a")).isTrue();
    }
  }

  @Example
  void eachSenderHasItsOwn() {
    SenderRates rates = new SenderRates(1, 2, now::get);

    assertThat(List.of(rates.admits("a"), rates.admits("a"), rates.admits("a")))
        .containsExactly(true, true, false);
    assertThat(rates.admits("b")).isTrue();
  }

  @Example // bounded, and made-up addresses keep nobody out
  void madeUpSendersNeitherTakeMemoryNorKeepOthersOut() {
    SenderRates rates = new SenderRates(1, 1, now::get);
    rates.admits("busy");
    for (int made = 0; made < 2 * SenderRates.MAX_SENDERS; made++) {
      assertThat(rates.admits(made)).isTrue();
    }
    assertThat(rates.senders()).isEqualTo(SenderRates.MAX_SENDERS);
    assertThat(rates.admits("busy")).as("it is still counted").isFalse();

    now.addAndGet(2 * SECOND);
    assertThat(rates.admits("late")).isTrue();
    assertThat(rates.admits("late")).as("there is room to count again").isFalse();
    assertThat(rates.senders()).isEqualTo(1);
  }
}
