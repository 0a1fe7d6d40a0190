package dev.millrace.operator;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether this operator is the one that works. Without a Lease it always is. With one it fills its
 * caches and waits until it holds it; what has lost it never works again. Thread-safe.
 */
final class Leadership {
  private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);

  private static final long LOOK_MILLIS = 2_000;
  private static final int TIMEOUT_MILLIS = 5_000;

  private final KubernetesClient client;
  private final Optional<LeaseSettings> lease;
  private final Consumer<Throwable> lost;
  private volatile boolean leading;
  private volatile boolean ending;

  /**
   * Nobody leads yet.
   *
   * @param client of the operator
   * @param lease that the leader holds; empty if there is only one operator
   * @param lost told, on a thread of its own, when this operator led and does so no more
   */
  Leadership(KubernetesClient client, Optional<LeaseSettings> lease, Consumer<Throwable> lost) {
    this.client = impatient(client);
    this.lease = lease;
    this.lost = lost;
  }

  /** A Lease runs out while a call is tried again. */
  private static KubernetesClient impatient(KubernetesClient client) {
    return client
        .newClient(
            new RequestConfigBuilder(client.getConfiguration().getRequestConfig())
                .withRequestTimeout(TIMEOUT_MILLIS)
                .withRequestRetryBackoffLimit(0)
                .build())
        .adapt(KubernetesClient.class);
  }

  /** Whether this operator works. */
  boolean isLeading() {
    return leading;
  }

  /** How the framework is to ask for the Lease; empty if there is none. */
  Optional<LeaderElectionConfiguration> election() {
    return lease.map(
        one ->
            LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(one.name())
                .withLeaseNamespace(one.namespace())
                .withIdentity(one.identity())
                .withLeaderCallbacks(
                    new LeaderCallbacks(() -> begin(one), this::stop, leader -> tell(one, leader)))
                .build());
  }

  /** The caches are filled: without a Lease the work has begun. */
  void started() {
    if (lease.isEmpty()) {
      leading = true;
    }
  }

  private void begin(LeaseSettings held) {
    leading = true;
    LOG.info("this operator leads");
    LeaseWatch watch = new LeaseWatch(client, held, InstantSource.system());
    Thread.ofPlatform().daemon().name("lease-watch").start(() -> look(watch));
  }

  private void look(LeaseWatch watch) {
    try {
      while (leading) {
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        if (watch.isLost()) {
          stop();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void tell(LeaseSettings lease, String leader) {
    if (leader != null && !leader.equals(lease.identity())) {
      LOG.info("{} leads, by lease {}", leader, lease);
    }
  }

  private synchronized void stop() {
    boolean led = leading;
    leading = false;
    if (led && !ending) {
      Throwable cause =
          new IllegalStateException(
              "lease %s is lost: it could not be renewed in time, or another operator has taken it"
                  .formatted(lease.orElseThrow()));
      // The framework holds a lock meanwhile that an orderly end needs.
      Thread.ofPlatform().name("lease-lost").start(() -> lost.accept(cause));
    }
  }

  /** From now on it is no surprise that this operator leads no more. */
  void ending() {
    ending = true;
  }

  /** Gives the Lease to whoever waits, once nothing is done any more. */
  void ended() {
    leading = false;
    lease.ifPresent(one -> new LeaseRelease(client, one).run());
  }
}
