package dev.millrace.e2e.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ReconcilesTest {
  private static final String METRICS =
      """
      # TYPE millrace_operator_reconcile_seconds summary
      millrace_operator_reconcile_seconds_count{controller="coapgateway",result="done",work="reconcile"} 480
      millrace_operator_reconcile_seconds_sum{controller="coapgateway",result="done",work="reconcile"} 12.5
      millrace_operator_reconcile_seconds_count{controller="coapgateway",result="failed",work="reconcile"} 2
      millrace_operator_reconcile_seconds_count{controller="nodepool",result="done",work="reconcile"} 1.0E3
      """;

  @Test
  void whatFailedIsCountedToo() {
    Reconciles reconciles = Reconciles.parse(METRICS);
    assertThat(reconciles.byController())
        .isEqualTo(Map.of("coapgateway", 482L, "nodepool", 1_000L));
    assertThat(reconciles.total()).isEqualTo(1_482);
  }

  @Test
  void beforeTheFirstOneThereAreNone() {
    assertThat(Reconciles.parse("").total()).isZero();
  }
}
