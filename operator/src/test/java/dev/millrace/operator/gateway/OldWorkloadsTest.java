package dev.millrace.operator.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.operator.gateway.GatewaySources.Counts;
import dev.millrace.operator.render.RenderSettings.Exposure;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** C3-28: a gateway whose workload changes is there all the time, where ports allow. */
class OldWorkloadsTest {
  @ParameterizedTest
  @CsvSource({
    "NodePort, 1, 0, false",
    "NodePort, 2, 1, false",
    "NodePort, 2, 2, true",
    // Would catch: a DaemonSet that nobody has looked at yet taken for one that is complete.
    "NodePort, 0, 0, false",
    "ClusterIP, 1, 0, false",
    "ClusterIP, 1, 1, true",
    // Two pods cannot have one port of a node.
    "HostPort, 1, 0, true",
    "HostPort, 0, 0, true",
    "HostPort, 1, 1, true",
  })
  void theOldOneStaysUntilItsSuccessorIsReady(
      Exposure exposure, int desired, int ready, boolean go) {
    assertThat(OldWorkloads.haveToGo(exposure, new Counts(desired, ready))).isEqualTo(go);
  }
}
