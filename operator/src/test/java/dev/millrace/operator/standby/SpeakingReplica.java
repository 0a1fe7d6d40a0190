package dev.millrace.operator.standby;

import dev.millrace.controllog.ControlLog;
import dev.millrace.controllog.Incarnation;
import dev.millrace.controllog.KafkaConnection;
import dev.millrace.controllog.ProgressReport;
import dev.millrace.controllog.ProgressTopic;
import dev.millrace.controllog.ProgressWriter;
import dev.millrace.stream.handover.Cut;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A replica as far as the progress topic knows it: it speaks until it is closed. */
final class SpeakingReplica implements AutoCloseable {
  private static final long PAUSE_MILLIS = 200;

  private final String stage;
  private final String name;
  private final Map<Integer, Incarnation> incarnations;
  private final ProgressTopic progress;
  private final ProgressWriter reports;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  SpeakingReplica(
      KafkaConnection kafka,
      ControlLog log,
      String pipeline,
      String stage,
      String name,
      Set<Integer> partitions)
      throws Exception {
    Duration patience = Duration.ofSeconds(60);
    this.stage = stage;
    this.name = name;
    incarnations = log.join(stage, name, partitions, patience);
    progress = ProgressTopic.open(kafka, pipeline, name, patience);
    reports = progress.writer();
    thread = Thread.ofPlatform().daemon().name("replica-" + name).start(this::run);
  }

  /** Its incarnation in a partition. */
  long incarnation(int partition) {
    return incarnations.get(partition).id();
  }

  private void run() {
    try {
      do {
        incarnations.forEach(
            (partition, at) ->
                reports.report(
                    new ProgressReport(
                        stage,
                        partition,
                        1,
                        name,
                        at.id(),
                        5,
                        7,
                        5,
                        null,
                        List.of(new Cut(5, 11, 13)))));
      } while (!closed.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws InterruptedException {
    closed.countDown();
    thread.join();
    reports.close();
    progress.close();
  }
}
