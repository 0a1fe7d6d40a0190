package dev.millrace.gateway.observe;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class ObserveNumberTest {
  /** RFC 7641 section 3.4, without the clause that looks at the time. */
  private static boolean isNewer(int v1, int v2) {
    int half = 1 << 23;
    return (v1 < v2 && v2 - v1 < half) || (v1 > v2 && v1 - v2 > half);
  }

  @Property // D2
  void aDeviceTakesEachNumberForNewerThanTheOneBefore(
      @ForAll @LongRange(min = 0, max = 1L << 40) long sent,
      @ForAll @LongRange(min = 0, max = 1L << 40) long offset) {
    long next = ObserveNumber.next(sent, offset);

    assertThat(next).isGreaterThan(sent);
    assertThat(isNewer(ObserveNumber.option(sent), ObserveNumber.option(next))).isTrue();
  }

  @Property // D7: the same at all gateways, unless one has sent more than the topic has
  void theNumberIsTheOffsetWhereItCan(
      @ForAll @LongRange(min = 0, max = 1L << 40) long sent,
      @ForAll @LongRange(min = 1, max = (1 << 23) - 1) long step) {
    assertThat(ObserveNumber.next(sent, sent + step)).isEqualTo(sent + step);
  }
}
