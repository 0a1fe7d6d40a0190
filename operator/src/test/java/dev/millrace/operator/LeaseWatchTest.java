package dev.millrace.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a leader has to stop, whatever the framework says. */
@EnableKubernetesMockClient(crud = true)
class LeaseWatchTest {
  private static final Instant TAKEN = Instant.parse("2026-01-01T00:00:00Z");
  private static final LeaseSettings LEASE = new LeaseSettings("plant", "operator", "one");

  private KubernetesClient client;
  private Instant now = TAKEN;

  @ParameterizedTest
  @CsvSource({
    "one, 0, 15, false",
    "one, 0, 16, true",
    "one, 20, 35, false",
    "one, 20, 36, true",
    "two, 0, 1, true",
    ", 0, 1, true"
  })
  void aLeaseIsHeldWhileItIsRenewed(String holder, int renewed, int seconds, boolean lost) {
    client.resource(lease(holder, TAKEN.plusSeconds(renewed))).create();
    LeaseWatch watch = new LeaseWatch(client, LEASE, () -> now);
    now = TAKEN.plusSeconds(seconds);
    assertThat(watch.isLost()).isEqualTo(lost);
  }

  @Test
  void aLeaseThatIsGoneIsLost() {
    assertThat(new LeaseWatch(client, LEASE, () -> now).isLost()).isTrue();
  }

  @Test
  void whereNobodyAnswersItIsHeldUntilItRunsOut() {
    try (KubernetesClient deaf =
        new KubernetesClientBuilder()
            .withConfig(
                new ConfigBuilder()
                    .withMasterUrl("http://127.0.0.1:1")
                    .withRequestRetryBackoffLimit(0)
                    .build())
            .build()) {
      LeaseWatch watch = new LeaseWatch(deaf, LEASE, () -> now);
      now = TAKEN.plusSeconds(15);
      assertThat(watch.isLost()).isFalse();
      now = TAKEN.plusSeconds(16);
      assertThat(watch.isLost()).isTrue();
    }
  }

  private static Lease lease(String holder, Instant renewed) {
    return new LeaseBuilder()
        .withNewMetadata()
        .withNamespace(LEASE.namespace())
        .withName(LEASE.name())
        .endMetadata()
        .withNewSpec()
        .withHolderIdentity(holder)
        .withRenewTime(renewed.atZone(ZoneOffset.UTC))
        .endSpec()
        .build();
  }
}
