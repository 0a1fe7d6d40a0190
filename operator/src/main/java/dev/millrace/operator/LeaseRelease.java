package dev.millrace.operator;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a Lease back, so that nobody has to wait until it runs out. The framework does not: it only
 * stops to renew it.
 *
 * @param client with the right to get and update the Lease
 * @param lease that may be held
 */
record LeaseRelease(KubernetesClient client, LeaseSettings lease) {
  private static final Logger LOG = LoggerFactory.getLogger(LeaseRelease.class);
  private static final int TRIES = 3;

  /** Leaves the Lease without a holder, unless somebody else holds it. */
  void run() {
    try {
      for (int i = 0; i < TRIES; i++) {
        if (attempt()) {
          return;
        }
      }
      LOG.warn("lease {} runs out by itself: it changes again and again", lease);
    } catch (KubernetesClientException e) {
      LOG.warn("lease {} runs out by itself: {}", lease, e.getMessage());
    }
  }

  /** A renewal that was on its way may come first. */
  private boolean attempt() {
    Lease held =
        client.resources(Lease.class).inNamespace(lease.namespace()).withName(lease.name()).get();
    if (held == null || !lease.identity().equals(held.getSpec().getHolderIdentity())) {
      return true;
    }
    held.getSpec().setHolderIdentity(null);
    try {
      client.resource(held).update();
      LOG.info("lease {} is given back", lease);
      return true;
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
        return false;
      }
      throw e;
    }
  }
}
