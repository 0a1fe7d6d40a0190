package dev.millrace.gateway.admission;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * How many requests each sender may make. In any time a sender gets no more than a burst and what
 * its rate gives in that time; one that keeps to the rate is never refused. What is refused counts
 * for nothing.
 *
 * <p>Of a sender one number is kept: when all that it was granted is used up at its rate (the
 * generic cell rate algorithm). The number of senders is bounded: while as many as that are busy,
 * further ones are let in without being counted, as addresses that somebody makes up must not keep
 * devices out.
 *
 * <p>Safe for use by several threads.
 */
public final class SenderRates {
  /** Some ten megabytes. */
  static final int MAX_SENDERS = 65_536;

  private static final long FORGET_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final ConcurrentHashMap<Object, Long> usedUp = new ConcurrentHashMap<>();
  private final LongSupplier clock;
  private final long intervalNanos;
  private final long toleranceNanos;
  private final AtomicLong nextForgetting;

  /**
   * @param perSecond at least 1
   * @param burst at least 1
   * @param clock nanoseconds from any beginning; it does not go back
   */
  public SenderRates(int perSecond, int burst, LongSupplier clock) {
    this.clock = clock;
    this.intervalNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
    this.toleranceNanos = intervalNanos * (burst - 1);
    this.nextForgetting = new AtomicLong(clock.getAsLong());
  }

  /**
   * Whether a request may be carried out now.
   *
   * @param sender has to have {@code equals} and {@code hashCode}
   */
  public boolean admits(Object sender) {
    long now = clock.getAsLong();
    while (true) {
      Long before = usedUp.get(sender);
      if (before == null && isFull(now)) {
        return true;
      }
      long from = before == null || before - now < 0 ? now : before;
      if (from - now > toleranceNanos) {
        return false;
      }
      Long next = from + intervalNanos;
      if (before == null
          ? usedUp.putIfAbsent(sender, next) == null
          : usedUp.replace(sender, before, next)) {
        return true;
      }
    }
  }

  /** Forgets who has used nothing up, if that is needed, once a second at most. */
  private boolean isFull(long now) {
    if (usedUp.size() < MAX_SENDERS) {
      return false;
    }
    long due = nextForgetting.get();
    if (now - due >= 0 && nextForgetting.compareAndSet(due, now + FORGET_NANOS)) {
      usedUp.values().removeIf(at -> at - now <= 0);
    }
    return usedUp.size() >= MAX_SENDERS;
  }

  /** How many senders are counted. */
  int senders() {
    return usedUp.size();
  }
}
