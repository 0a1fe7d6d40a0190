package dev.millrace.local.running;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets happen what is to go wrong. A fault that cannot be made ends the run. */
final class FaultSchedule implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FaultSchedule.class);
  private static final Duration END_TIMEOUT = Duration.ofSeconds(60);

  private interface Fault {
    void happen() throws IOException, InterruptedException;
  }

  private final StopSignal stop;
  private final BrokerLink link;
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().name("faults").daemon().factory());

  private FaultSchedule(StopSignal stop, BrokerLink link) {
    this.stop = stop;
    this.link = link;
    timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** Begins now. */
  static FaultSchedule start(
      RunFaults faults, List<GatewayProcess> gateways, BrokerLink link, StopSignal stop) {
    FaultSchedule schedule = new FaultSchedule(stop, link);
    for (Duration at : faults.kills()) {
      for (GatewayProcess gateway : gateways) {
        schedule.at(at, gateway::killAndRestart);
      }
    }
    for (RunFaults.Outage outage : faults.outages()) {
      schedule.at(outage.from(), link::cut);
      schedule.at(outage.until(), link::mend);
    }
    return schedule;
  }

  private void at(Duration time, Fault fault) {
    var unused =
        timer.schedule(
            () -> {
              try {
                fault.happen();
              } catch (IOException | RuntimeException e) {
                LOG.error("a fault could not be made", e);
                stop.failed("a fault could not be made: " + e.getMessage());
              }
              return null;
            },
            time.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  /** Whether all has gone wrong that was to. */
  boolean isOver() {
    return timer.getQueue().isEmpty() && timer.getActiveCount() == 0;
  }

  /** Nothing goes wrong any more; what is under way is waited for. */
  @Override
  public void close() throws InterruptedException {
    timer.shutdown();
    if (!timer.awaitTermination(END_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
      LOG.warn("a fault does not come to its end");
    }
    if (link != null) {
      link.mend();
    }
  }
}
