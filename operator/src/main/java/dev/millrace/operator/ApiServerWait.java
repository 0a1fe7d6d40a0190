package dev.millrace.operator;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for an API server that does not answer yet, and says so once a second. */
final class ApiServerWait {
  private static final Logger LOG = LoggerFactory.getLogger(ApiServerWait.class);

  private ApiServerWait() {}

  /** Returns once the API server has answered anything at all, or {@code given} says to give up. */
  static void await(KubernetesClient client, BooleanSupplier given) throws InterruptedException {
    while (!given.getAsBoolean()) {
      try {
        client.getKubernetesVersion();
        return;
      } catch (KubernetesClientException e) {
        if (e.getCode() > 0) {
          // It answers, if only to refuse.
          return;
        }
        LOG.info("waiting for the API server at {}: {}", client.getMasterUrl(), reason(e));
        TimeUnit.SECONDS.sleep(1);
      }
    }
  }

  private static String reason(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
  }
}
