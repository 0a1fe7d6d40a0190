package dev.millrace.flink;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.api.common.JobID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes checkpoints that are asked for, one at a time: a request that comes while one is taken
 * leads to another one behind it.
 */
final class CheckpointRequests implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(CheckpointRequests.class);

  private final FlinkCluster cluster;
  private final JobID job;
  private final AtomicBoolean taking = new AtomicBoolean();
  private final AtomicBoolean again = new AtomicBoolean();

  CheckpointRequests(FlinkCluster cluster, JobID job) {
    this.cluster = cluster;
    this.job = job;
  }

  @Override
  public void run() {
    again.set(true);
    takeIfFree();
  }

  private void takeIfFree() {
    if (again.get() && taking.compareAndSet(false, true)) {
      again.set(false);
      cluster
          .checkpoint(job)
          .whenComplete(
              (path, error) -> {
                if (error != null) {
                  LOG.info("job {}: a checkpoint out of turn failed: {}", job, error.toString());
                }
                taking.set(false);
                takeIfFree();
              });
    }
  }
}
