package dev.millrace.operator.apiserver;

import dev.millrace.controllog.ControlLog;
import dev.millrace.controllog.Incarnation;
import dev.millrace.controllog.KafkaConnection;
import dev.millrace.controllog.ProgressReport;
import dev.millrace.controllog.ProgressTopic;
import dev.millrace.controllog.ProgressWriter;
import dev.millrace.stream.handover.ControlRecord.Birth;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The founder of a stage, as far as the control log sees it: it is born and reports. */
final class PretendedStage implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PretendedStage.class);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long PAUSE_MILLIS = 300;

  private final String pipeline;
  private final String stage;
  private final String replica;
  private final int partitions;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  PretendedStage(
      KafkaConnection kafka, String pipeline, String stage, String replica, int partitions) {
    this.pipeline = pipeline;
    this.stage = pipeline + "." + stage;
    this.replica = replica;
    this.partitions = partitions;
    thread = Thread.ofPlatform().daemon().name("stage-" + pipeline).start(() -> run(kafka));
  }

  private void run(KafkaConnection kafka) {
    try (ControlLog log = ControlLog.open(kafka, pipeline, replica, PATIENCE);
        ProgressTopic progress = ProgressTopic.open(kafka, pipeline, replica, PATIENCE);
        ProgressWriter reports = progress.writer()) {
      Set<Integer> all = new TreeSet<>();
      for (int partition = 0; partition < partitions; partition++) {
        log.append(stage, new Birth(partition, replica, 1, 0)).get();
        all.add(partition);
      }
      Map<Integer, Incarnation> incarnations = log.join(stage, replica, all, PATIENCE);
      do {
        incarnations.forEach((partition, at) -> reports.report(report(partition, at)));
      } while (!closed.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      LOG.error("the pretended stage {} has failed", stage, e);
    }
  }

  private ProgressReport report(int partition, Incarnation at) {
    return new ProgressReport(stage, partition, 1, replica, at.id(), 5, 7, 5, null, List.of());
  }

  @Override
  public void close() throws InterruptedException {
    closed.countDown();
    // It may still be waiting for the broker.
    thread.interrupt();
    thread.join();
  }
}
