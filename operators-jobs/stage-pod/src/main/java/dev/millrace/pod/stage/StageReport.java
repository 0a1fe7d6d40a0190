package dev.millrace.pod.stage;

import dev.millrace.api.StageSpec.Engine;
import dev.millrace.kafka.ReplicaMeter;
import dev.millrace.kafka.StageMonitor;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code /status} says of a replica.
 *
 * @param restarts attempts that failed
 * @param lastError what went wrong last, or null
 * @param partitions those that have begun; a replica that waits for a snapshot has none
 */
record StageReport(Engine engine, long restarts, String lastError, List<Partition> partitions) {
  /**
   * One partition.
   *
   * @param frontier serial number of the last record processed
   * @param acknowledged serial number up to which every output is acknowledged
   * @param lag records between the input's end, when last seen, and the replica
   * @param records processed as owner since the attempt began
   * @param outputs produced as owner since the attempt began
   */
  record Partition(
      int partition,
      boolean owner,
      long frontier,
      long acknowledged,
      long lag,
      long cells,
      long records,
      long outputs) {
    static Partition of(int number, ReplicaMeter meter) {
      return new Partition(
          number,
          meter.isOwner(),
          meter.frontier(),
          meter.acknowledgedFrontier(),
          meter.lag(),
          meter.cells(),
          meter.records(),
          meter.outputs());
    }
  }

  static StageReport of(Engine engine, StageMonitor monitor) {
    List<Partition> partitions = new ArrayList<>();
    monitor.forEachPartition((number, meter) -> partitions.add(Partition.of(number, meter)));
    return new StageReport(engine, monitor.restarts(), monitor.lastError(), partitions);
  }
}
