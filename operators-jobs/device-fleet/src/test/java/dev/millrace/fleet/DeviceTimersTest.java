package dev.millrace.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class DeviceTimersTest {
  /** A heap that loses its order starves devices; an array of times cannot. */
  @Property
  void theFirstDeviceIsAlwaysOneWithTheEarliestTime(
      @ForAll @IntRange(min = 1, max = 20) int devices,
      @ForAll @Size(max = 200) List<@IntRange(max = 50) Integer> changes) {
    DeviceTimers timers = new DeviceTimers(devices);
    long[] times = new long[devices];
    Arrays.fill(times, Long.MAX_VALUE);
    for (int i = 0; i < changes.size(); i++) {
      int device = (i * 7 + changes.get(i)) % devices;
      times[device] = changes.get(i) == 50 ? Long.MAX_VALUE : changes.get(i);
      timers.set(device, times[device]);
      assertThat(timers.firstTime()).isEqualTo(Arrays.stream(times).min().getAsLong());
      assertThat(times[timers.first()]).isEqualTo(timers.firstTime());
    }
  }
}
