package dev.millrace.operator.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.CoapGateway;
import dev.millrace.api.CoapGatewayStatus;
import dev.millrace.api.Condition;
import dev.millrace.operator.Manifest;
import dev.millrace.operator.Resources;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A fleet is woken by what it looks at in its gateway. */
class FleetSourcesTest {
  private static CoapGateway gateway(String manifest, Condition.Status ready, int replicas) {
    CoapGateway gateway = Resources.gateway(manifest);
    Condition condition =
        new Condition("Ready", ready, 1L, "2026-01-01T00:00:00Z", "Available", "");
    gateway.setStatus(new CoapGatewayStatus(1L, List.of(condition), replicas, replicas, List.of()));
    return gateway;
  }

  private static CoapGateway ready(String manifest) {
    return gateway(manifest, Condition.Status.True, 1);
  }

  @Test
  void listenersAndReadinessAreNews() {
    CoapGateway before = ready(Manifest.GATES);
    assertThat(FleetSources.isNews(ready(Manifest.GATES.replace("5684", "5685")), before)).isTrue();
    assertThat(FleetSources.isNews(gateway(Manifest.GATES, Condition.Status.False, 1), before))
        .isTrue();
    assertThat(FleetSources.isNews(before, Resources.gateway(Manifest.GATES))).isTrue();
  }

  @Test
  void everythingElseIsNone() {
    CoapGateway before = ready(Manifest.GATES);
    assertThat(FleetSources.isNews(ready(Manifest.GATES.replace("path.gate", "path.lot")), before))
        .isFalse();
    assertThat(FleetSources.isNews(gateway(Manifest.GATES, Condition.Status.True, 2), before))
        .isFalse();
  }
}
