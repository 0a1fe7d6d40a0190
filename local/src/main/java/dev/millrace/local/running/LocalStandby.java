package dev.millrace.local.running;

import dev.millrace.controllog.ControlLog;
import dev.millrace.controllog.ControlLogException;
import dev.millrace.controllog.ProgressTopic;
import dev.millrace.controllog.migration.StandbyDriver;
import dev.millrace.kafka.StageReplica;
import dev.millrace.stream.migration.Standby;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a hot standby of one stage in another pool, on a thread of its own. */
final class LocalStandby implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LocalStandby.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(15);
  private static final long STEP_MILLIS = 50;
  private static final long CLOSE_MILLIS = 2_000;

  private final MovableStage stage;
  private final StageLauncher launcher;
  private final StagePlacement placement;
  private final String replica;
  private final Thread thread = new Thread(this::run, "standby");
  private boolean launched;

  private LocalStandby(
      MovableStage stage, StageLauncher launcher, String replica, StagePlacement placement) {
    this.stage = stage;
    this.launcher = launcher;
    this.replica = replica;
    this.placement = placement;
  }

  /**
   * Begins to keep a standby.
   *
   * @param replica its name in the control log
   */
  static LocalStandby start(
      MovableStage stage, StageLauncher launcher, String replica, StagePlacement placement) {
    LocalStandby standby = new LocalStandby(stage, launcher, replica, placement);
    standby.thread.setDaemon(true);
    standby.thread.start();
    return standby;
  }

  private void run() {
    String pipeline = stage.node().pipeline().name();
    try (ControlLog log = ControlLog.open(launcher.kafka(), pipeline, replica, TIMEOUT);
        ProgressTopic progress = ProgressTopic.open(launcher.kafka(), pipeline, replica, TIMEOUT);
        StandbyDriver driver =
            new StandbyDriver(
                Standby.of(replica),
                stage.name(),
                stage.node().input().partitions(),
                log,
                progress)) {
      while (!Thread.currentThread().isInterrupted()) {
        step(driver);
        Thread.sleep(STEP_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ControlLogException e) {
      LOG.error("{} has no standby in {}", stage.name(), placement.pool(), e);
    }
  }

  private void step(StandbyDriver driver) throws InterruptedException {
    try {
      driver.step();
      if (!launched) {
        launch(driver.inputFrom());
      }
    } catch (ControlLogException e) {
      LOG.warn("standby of {}: {}", stage.name(), e.getMessage());
    }
  }

  /** Once the owner has said from where on it reads. */
  private void launch(Map<Integer, Long> inputFrom) {
    if (!inputFrom.isEmpty()) {
      launched = true;
      stage.add(
          launcher.launch(stage.node(), StageReplica.follower(replica, inputFrom), placement));
      LOG.info("{}: a standby follows in {}", stage.name(), placement.pool());
    }
  }

  /** No more is decided; the replica ends with its stage. */
  @Override
  public void close() throws InterruptedException {
    thread.interrupt();
    thread.join(CLOSE_MILLIS);
  }
}
