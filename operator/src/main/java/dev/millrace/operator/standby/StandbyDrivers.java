package dev.millrace.operator.standby;

import dev.millrace.controllog.ControlLog;
import dev.millrace.controllog.ControlLogException;
import dev.millrace.controllog.ProgressTopic;
import dev.millrace.controllog.migration.StandbyDriver;
import dev.millrace.operator.pipeline.StandbyState;
import dev.millrace.stream.handover.Ownership;
import dev.millrace.stream.migration.Standby;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** One driver for each replica that may take over; those that own everything have nothing to do. */
final class StandbyDrivers implements AutoCloseable {
  private final StandbyPlan plan;
  private final ControlLog log;
  private final ProgressTopic progress;
  private final Map<String, StandbyDriver> drivers = new TreeMap<>();

  StandbyDrivers(StandbyPlan plan, ControlLog log, ProgressTopic progress) {
    this.plan = plan;
    this.log = log;
    this.progress = progress;
  }

  /** Has a driver for each of these, and for nobody else. */
  void keep(Set<String> takers) {
    for (String gone : new TreeSet<>(drivers.keySet())) {
      if (!takers.contains(gone)) {
        drivers.remove(gone).close();
      }
    }
    for (String taker : takers) {
      drivers.computeIfAbsent(
          taker,
          replica ->
              new StandbyDriver(
                  Standby.of(replica), plan.stage(), plan.partitions(), log, progress));
    }
  }

  /** Those who may be given partitions. */
  Set<String> replicas() {
    return drivers.keySet();
  }

  /** Lets each of them observe, decide and act; what is known then. */
  StandbyState step() throws ControlLogException, InterruptedException {
    Set<String> following = new TreeSet<>();
    Map<Integer, Long> inputFrom = Map.of();
    for (Map.Entry<String, StandbyDriver> driver : drivers.entrySet()) {
      driver.getValue().step();
      if (driver.getValue().isReady()) {
        following.add(driver.getKey());
      }
      inputFrom = inputFrom.isEmpty() ? driver.getValue().inputFrom() : inputFrom;
    }
    return new StandbyState(drivers.keySet(), following, owners(), inputFrom);
  }

  private List<String> owners() throws ControlLogException {
    List<String> owners = new ArrayList<>();
    for (int partition = 0; partition < plan.partitions(); partition++) {
      owners.add(log.ownership(plan.stage(), partition).map(Ownership::owner).orElse(null));
    }
    return owners;
  }

  @Override
  public void close() {
    drivers.values().forEach(StandbyDriver::close);
  }
}
