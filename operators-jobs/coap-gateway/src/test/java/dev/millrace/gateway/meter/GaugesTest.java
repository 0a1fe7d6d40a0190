package dev.millrace.gateway.meter;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class GaugesTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  @Test // a registry that outlives the gateway shows no gateway that is gone
  void theyAreShownUntilTheyAreClosed() {
    AtomicInteger value = new AtomicInteger(3);
    try (Gauges gauges = new Gauges("one", registry);
        Gauges others = new Gauges("other", registry)) {
      gauges.show("messages", value, AtomicInteger::get, "Messages");
      others.show("messages", () -> 5, "Messages");
      assertThat(registry.get("messages").tag("gateway", "one").gauge().value()).isEqualTo(3);

      gauges.close();

      assertThat(registry.find("messages").gauges())
          .singleElement()
          .satisfies(left -> assertThat(left.getId().getTag("gateway")).isEqualTo("other"));
    }
    assertThat(registry.getMeters()).isEmpty();
  }
}
