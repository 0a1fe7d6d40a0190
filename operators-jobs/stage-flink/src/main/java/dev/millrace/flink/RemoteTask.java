package dev.millrace.flink;

import dev.millrace.kafka.ReplicaMeter;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.runtime.operators.coordination.OperatorCoordinator.SubtaskGateway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One attempt of a task, as seen from the JobManager; it may run in another JVM. */
final class RemoteTask implements StageTask {
  private static final Logger LOG = LoggerFactory.getLogger(RemoteTask.class);

  private final StageAccess access;
  private final int attempt;
  private final SubtaskGateway gateway;
  private final Map<Integer, ReplicaMeter> meters = new HashMap<>();
  private boolean reports;

  RemoteTask(StageAccess access, int attempt, SubtaskGateway gateway) {
    this.access = access;
    this.attempt = attempt;
    this.gateway = gateway;
  }

  boolean isAttempt(int number) {
    return attempt == number;
  }

  /** Shows what it has said of itself; a task that says nothing is in this JVM and shows itself. */
  void reported(TaskReport report) {
    if (!reports) {
      reports = true;
      access.monitor().joined(this, report.joined());
      access.started(this);
    }
    report
        .figures()
        .forEach(
            (partition, figures) -> {
              ReplicaMeter meter =
                  meters.computeIfAbsent(
                      partition,
                      begun -> {
                        ReplicaMeter made = new ReplicaMeter();
                        access.monitor().attach(partition, made);
                        return made;
                      });
              meter.show(figures);
            });
    if (report.wantsCheckpoint()) {
      access.requestCheckpoint();
    }
  }

  /** It runs no more. */
  void ended() {
    access.ended(this);
    access.monitor().left(this);
  }

  @Override
  public void tell(StageCommand command) {
    var unused =
        gateway
            .sendEvent(command)
            .whenComplete(
                (heard, error) -> {
                  if (error != null) {
                    LOG.debug("task {} has not heard {}", gateway.getSubtask(), command, error);
                  }
                });
  }
}
