package dev.millrace.operator;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks by itself whether a Lease is still held. The framework notices that it is not only once a
 * call of its own has ended, which is tried again for minutes while nobody answers, and not at all
 * if an error has ended its election. One thread.
 */
final class LeaseWatch {
  private static final Logger LOG = LoggerFactory.getLogger(LeaseWatch.class);

  /** After so long without a renewal others may take it. */
  private static final Duration LASTS = LeaderElectionConfiguration.LEASE_DURATION_DEFAULT_VALUE;

  private final KubernetesClient client;
  private final LeaseSettings lease;
  private final InstantSource clock;
  private Instant renewed;

  /**
   * The watch of a Lease that has just been taken.
   *
   * @param client whose calls end soon
   */
  LeaseWatch(KubernetesClient client, LeaseSettings lease, InstantSource clock) {
    this.client = client;
    this.lease = lease;
    this.clock = clock;
    this.renewed = clock.instant();
  }

  /** Whether the Lease is somebody else's, or has run out as far as is known. */
  boolean isLost() {
    try {
      Lease there =
          client.resources(Lease.class).inNamespace(lease.namespace()).withName(lease.name()).get();
      if (there == null
          || !lease.identity().equals(there.getSpec().getHolderIdentity())
          || there.getSpec().getRenewTime() == null) {
        return true;
      }
      renewed = there.getSpec().getRenewTime().toInstant();
    } catch (KubernetesClientException e) {
      LOG.warn("nobody says who holds lease {}: {}", lease, e.getMessage());
    }
    return clock.instant().isAfter(renewed.plus(LASTS));
  }
}
