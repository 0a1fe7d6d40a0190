package dev.millrace.operator.migration;

import dev.millrace.controllog.ControlLog;
import dev.millrace.controllog.ControlLogException;
import dev.millrace.controllog.KafkaConnection;
import dev.millrace.controllog.ProgressTopic;
import dev.millrace.controllog.migration.MigrationSteps;
import dev.millrace.operator.kafka.KafkaTroubleException;
import dev.millrace.stream.migration.MigrationState;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The coordinator's loop of one migration, on a thread of its own. It may be stopped at any moment:
 * whoever reads the status later goes on from there.
 */
final class RunningMigration implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(RunningMigration.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(15);
  private static final long STEP_MILLIS = 50;
  private static final long URGENT_STEP_MILLIS = 20;
  private static final long AFTER_TROUBLE_MILLIS = 1_000;

  /** Rounds after the end in which what reached the log too late is given up. */
  private static final int SWEEPS = 5;

  private final RequestedSteps requested;
  private final MigrationDiary diary;
  private final Access access;

  /** How Kafka is reached. */
  interface Access {
    KafkaConnection open() throws KafkaTroubleException;
  }

  RunningMigration(RequestedSteps requested, MigrationDiary diary, Access access) {
    this.requested = requested;
    this.diary = diary;
    this.access = access;
  }

  /** The journal, which takes what people ask for. */
  MigrationDiary diary() {
    return diary;
  }

  /** Returns when the migration is over, or this thread is interrupted. */
  @Override
  public void run() {
    boolean over = false;
    while (!over && !Thread.currentThread().isInterrupted()) {
      try {
        over = attempt();
      } catch (MigrationStore.OvertakenException e) {
        LOG.warn("migration {}: {}; it goes on there", name(), e.getMessage());
        return;
      } catch (KafkaTroubleException | ControlLogException | KubernetesClientException e) {
        LOG.warn("migration {}: {}", name(), e.getMessage());
        pause(AFTER_TROUBLE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private String name() {
    return requested.name();
  }

  private boolean attempt()
      throws KafkaTroubleException, ControlLogException, InterruptedException {
    KafkaConnection kafka = access.open();
    String pipeline = requested.route().pipeline();
    try (ControlLog log = ControlLog.open(kafka, pipeline, name(), TIMEOUT);
        ProgressTopic progress = ProgressTopic.open(kafka, pipeline, name(), TIMEOUT);
        MigrationSteps steps = requested.open(kafka, log, progress, diary, diary.state())) {
      drive(steps, log);
      trim(log);
      return true;
    }
  }

  /** Nobody else shortens the log, and what is behind the last opening is history. */
  private void trim(ControlLog log) throws InterruptedException {
    try {
      log.trim(TIMEOUT);
    } catch (ControlLogException e) {
      LOG.warn("migration {}: the control log keeps its length: {}", name(), e.getMessage());
    }
  }

  private void drive(MigrationSteps steps, ControlLog log)
      throws ControlLogException, InterruptedException {
    int sweeps = 0;
    while (sweeps < SWEEPS) {
      try {
        MigrationState before = steps.state();
        MigrationState after = steps.step();
        diary.report(steps.reports());
        sweeps += after.isOver() ? 1 : 0;
        if (after.equals(before)) {
          Thread.sleep(isUrgent(after) ? URGENT_STEP_MILLIS : STEP_MILLIS);
        } else {
          LOG.info(
              "migration {} of {}: {}{}",
              name(),
              requested.route().stageId(),
              after.phase(),
              after.reason() == null ? "" : ", " + after.reason());
        }
      } catch (ControlLogException e) {
        if (log.hasEnded()) {
          throw e;
        }
        LOG.warn("migration {}: {}", name(), e.getMessage());
        Thread.sleep(AFTER_TROUBLE_MILLIS);
      } catch (KubernetesClientException e) {
        LOG.warn("migration {}: {}", name(), e.getMessage());
        Thread.sleep(AFTER_TROUBLE_MILLIS);
      }
    }
  }

  private static boolean isUrgent(MigrationState state) {
    return switch (state.phase()) {
      case CuttingOver, RollingBack -> true;
      default -> false;
    };
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
