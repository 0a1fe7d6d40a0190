package dev.millrace.fleet.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.fleet.payload.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ArrivalScheduleTest {
  private static final long SECOND = 1_000_000_000L;

  private static List<Long> times(int device, Phase... phases) {
    ArrivalSchedule schedule =
        new ArrivalSchedule(List.of(phases), Seeds.of(3, device).stream("arrivals"));
    return new ArrayList<>(
        LongStream.generate(schedule::next)
            .takeWhile(time -> time != ArrivalSchedule.NEVER)
            .boxed()
            .toList());
  }

  @Test
  void regularReadingsAreEvenlySpacedAndEachDeviceHasItsOwnShift() {
    List<Long> first = times(0, new Phase(4, false, 10 * SECOND));
    List<Long> second = times(1, new Phase(4, false, 10 * SECOND));

    assertThat(first).hasSize(40);
    for (int i = 1; i < first.size(); i++) {
      assertThat(first.get(i) - first.get(i - 1)).isBetween(SECOND / 4 - 1, SECOND / 4 + 1);
    }
    assertThat(first.getFirst()).isBetween(0L, SECOND / 4);
    assertThat(second.getFirst()).isNotEqualTo(first.getFirst());
    assertThat(times(0, new Phase(4, false, 10 * SECOND))).isEqualTo(first);
  }

  @Test
  void phasesFollowOneAnotherOnceAndSilenceIsSilent() {
    List<Long> times =
        times(
            0,
            new Phase(10, false, 2 * SECOND),
            new Phase(0, false, 3 * SECOND),
            new Phase(0, true, SECOND),
            new Phase(100, true, 10 * SECOND));

    assertThat(times).isSorted();
    assertThat(times.stream().filter(time -> time < 2 * SECOND)).hasSize(20);
    assertThat(times.stream().filter(time -> time >= 2 * SECOND && time < 6 * SECOND)).isEmpty();
    // Poisson with mean 1,000: five standard deviations.
    assertThat(times.stream().filter(time -> time >= 6 * SECOND).count()).isBetween(842L, 1158L);
    assertThat(times.getLast()).isLessThan(16 * SECOND);
  }

  @Test
  void poissonGapsHaveTheVarianceOfAnExponentialDistribution() {
    List<Long> times = times(0, new Phase(1_000, true, 100 * SECOND));
    double mean = times.getLast() / (double) times.size();
    double variance = 0;
    for (int i = 1; i < times.size(); i++) {
      variance += Math.pow(times.get(i) - times.get(i - 1) - mean, 2) / times.size();
    }

    assertThat(Math.sqrt(variance) / mean).isBetween(0.98, 1.02);
  }

  @Test
  void anEndlessPhaseGoesOn() {
    ArrivalSchedule schedule =
        new ArrivalSchedule(
            List.of(new Phase(1, false, Phase.ENDLESS)), Seeds.of(3, 0).stream("arrivals"));
    for (int i = 0; i < 100_000; i++) {
      assertThat(schedule.next()).isBetween(i * SECOND, (i + 1) * SECOND);
    }
  }
}
