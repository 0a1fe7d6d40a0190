package dev.millrace.operator.standby;

import dev.millrace.controllog.ControlLog;
import dev.millrace.controllog.ControlLogException;
import dev.millrace.controllog.KafkaConnection;
import dev.millrace.controllog.ProgressTopic;
import dev.millrace.operator.kafka.KafkaTroubleException;
import dev.millrace.operator.pipeline.StandbyState;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the standby of one stage, on a thread of its own. It keeps nothing that outlives it: what
 * it has decided is in the control log, and whoever comes next decides the same or goes on.
 */
final class StandbyKeeper implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(StandbyKeeper.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(15);
  private static final long STEP_MILLIS = 100;
  private static final long AFTER_TROUBLE_MILLIS = 1_000;

  private final String client;
  private final Supplier<Optional<StandbyPlan>> plan;
  private final Access access;
  private final Runnable changed;
  private volatile Set<String> takers;
  private volatile StandbyState state;

  /** How Kafka is reached. */
  interface Access {
    KafkaConnection open(StandbyPlan plan) throws KafkaTroubleException;
  }

  /**
   * A keeper that begins with {@link #run}.
   *
   * @param client name by which Kafka knows it
   * @param plan as it is now; empty once there is nothing left to keep
   * @param takers who may take over from each other
   * @param changed told when what is known has changed
   */
  StandbyKeeper(
      String client,
      Supplier<Optional<StandbyPlan>> plan,
      Set<String> takers,
      Access access,
      Runnable changed) {
    this.client = client;
    this.plan = plan;
    this.takers = takers;
    this.access = access;
    this.changed = changed;
    this.state = StandbyState.NONE.with(takers);
  }

  /** Who may take over from now on; whoever may not any more may still do so for a moment. */
  void takers(Set<String> now) {
    takers = Set.copyOf(now);
  }

  /** What is known. */
  StandbyState state() {
    return state;
  }

  /** Returns when nobody may take over any more, or this thread is interrupted. */
  @Override
  public void run() {
    while (!takers.isEmpty() && !Thread.currentThread().isInterrupted()) {
      Optional<StandbyPlan> now = plan.get();
      if (now.isEmpty()) {
        break;
      }
      try {
        attempt(now.get());
      } catch (KafkaTroubleException | ControlLogException | KubernetesClientException e) {
        LOG.warn("the standby of {}: {}", now.get().stage(), e.getMessage());
        pause(AFTER_TROUBLE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    know(StandbyState.NONE);
  }

  private void attempt(StandbyPlan of)
      throws KafkaTroubleException, ControlLogException, InterruptedException {
    KafkaConnection kafka = access.open(of);
    try (ControlLog log = ControlLog.open(kafka, of.pipeline(), client, TIMEOUT);
        ProgressTopic progress = ProgressTopic.open(kafka, of.pipeline(), client, TIMEOUT);
        StandbyDrivers drivers = new StandbyDrivers(of, log, progress)) {
      while (!takers.isEmpty() && plan.get().filter(of::equals).isPresent()) {
        drivers.keep(takers);
        // Before anything is given to them, and after nothing is given any more to those who left.
        know(state.with(drivers.replicas()));
        know(drivers.step());
        Thread.sleep(STEP_MILLIS);
      }
    }
  }

  private void know(StandbyState now) {
    boolean news = !now.stamp().equals(state.stamp());
    state = now;
    if (news) {
      changed.run();
    }
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
