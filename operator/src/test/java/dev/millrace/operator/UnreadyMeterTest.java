package dev.millrace.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.api.CoapGateway;
import dev.millrace.api.CoapGatewayStatus;
import dev.millrace.api.NodePool;
import dev.millrace.api.NodePoolStatus;
import dev.millrace.operator.status.Concern;
import dev.millrace.operator.status.Conditions;
import dev.millrace.operator.status.Reason;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an alert sees of resources that are not ready. */
class UnreadyMeterTest {
  private static final Instant SINCE = Instant.parse("2026-01-01T00:00:00Z");
  private static final Clock LATER = Clock.fixed(SINCE.plusSeconds(90), ZoneOffset.UTC);

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final UnreadyMeter meter = new UnreadyMeter(registry, LATER);
  private final List<NodePool> pools = new ArrayList<>();

  UnreadyMeterTest() {
    meter.watch(pools::stream, NodePoolStatus::conditions);
  }

  @Test
  void whatIsNotReadyHasASeriesWithItsReasonAndAge() {
    pools.add(pool("north", Reason.PoolWithoutNodes));
    pools.add(pool("south", Reason.Available));
    assertThat(series())
        .containsExactly(
            "millrace_operator_unready_seconds{kind=\"NodePool\",reason=\"PoolWithoutNodes\","
                + "resource=\"north\"} 90.0");
  }

  @Test
  void whatHasBecomeReadyOrIsGoneHasNone() {
    pools.add(pool("north", Reason.PoolWithoutNodes));
    pools.add(pool("south", Reason.PoolWithoutNodes));
    assertThat(series()).hasSize(2);
    pools.clear();
    pools.add(pool("north", Reason.Available));
    assertThat(series()).isEmpty();
  }

  @Test
  void aResourceOfANamespaceIsNamedWithIt() {
    CoapGateway gates = Resources.gateway(Manifest.GATES);
    meter.watch(() -> List.of(gates).stream(), CoapGatewayStatus::conditions);
    assertThat(series()).isEmpty();
    gates.setStatus(new CoapGatewayStatus(1L, conditions(Reason.PodsStarting), null, null, null));
    assertThat(series()).singleElement().asString().contains("resource=\"plant/gates\"");
  }

  private List<String> series() {
    meter.refresh();
    return registry.scrape().lines().filter(line -> !line.startsWith("#")).toList();
  }

  private static NodePool pool(String name, Reason reason) {
    NodePool pool = Resources.pool(name, "Edge", 0);
    pool.setStatus(new NodePoolStatus(1L, conditions(reason), 0, 0));
    return pool;
  }

  private static List<dev.millrace.api.Condition> conditions(Reason reason) {
    return Conditions.of(null, 1L, SINCE, List.of(Concern.of("NodesReady", reason)));
  }
}
